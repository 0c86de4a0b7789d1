import { readFile } from 'node:fs/promises';
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
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'there is no right to read it' : (cause as Error).message;
    throw new SealtrailError('FILE_UNREADABLE', `${file} cannot be read: ${why}.`, { file }, { cause });
  }
}
