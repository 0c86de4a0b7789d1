import { readFile } from 'node:fs/promises';
import type { JsonValue } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** Bytes of a file; `-` is standard input. @throws SealtrailError FILE_UNREADABLE with the reason. */
export async function readInput(file: string): Promise<Uint8Array> {
  try {
    if (file !== '-') return await readFile(file);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code === 'EACCES'
            ? 'there is no right to read it'
            : (cause as Error).message;
    throw new SealtrailError('FILE_UNREADABLE', `${file} cannot be read: ${why}.`, { file }, { cause });
  }
}

/**
 * Reads a JSON document the way capture does: strict, but a member name given twice is told, not refused, because
 * published EPCIS documents hold some.
 */
export async function readDocument(file: string): Promise<{ value: JsonValue; notes: string[] }> {
  const notes: string[] = [];
  const value = parseStrictJson(await readInput(file), {
    onDuplicateName: ({ name, line, column }) => {
      notes.push(
        `The member ${JSON.stringify(name)} appears twice in one object (line ${line}, column ${column}): the last one counts.`,
      );
    },
  });
  return { value, notes };
}
