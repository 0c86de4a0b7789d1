import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CommonOptions } from '../main.js';
import { problemOf, refused, request } from '../support/api.js';
import { print, printJson } from '../support/output.js';
import { accessToken } from '../support/session.js';

interface Options extends CommonOptions {
  readonly output: string;
  readonly published?: boolean;
  readonly timeout: string;
}

/** `sealtrail evidence ID -o FILE`: waits until the event is anchored, then writes the file exactly as served. */
export async function evidence(id: string, options: Options): Promise<number> {
  const seconds = Number(options.timeout);
  if (!(seconds >= 0))
    throw new SealtrailError('USAGE', `--timeout must be a number of seconds, but it is "${options.timeout}".`);
  const bytes = await fetchEvidence(id, options.published === true, Date.now() + seconds * 1000);
  if (options.output === '-') {
    process.stdout.write(bytes);
    return 0;
  }
  await writeFile(options.output, bytes).catch((cause: Error) => {
    throw new SealtrailError(
      'FILE_UNREADABLE',
      `${options.output} cannot be written: ${cause.message}.`,
      {},
      { cause },
    );
  });
  if (options.json) printJson({ id, file: options.output, bytes: bytes.length });
  else print(`Wrote ${options.output} (${bytes.length} bytes). Check it with: sealtrail verify ${options.output}`);
  return 0;
}

async function fetchEvidence(id: string, published: boolean, deadline: number): Promise<Uint8Array> {
  for (;;) {
    const token = await accessToken();
    const response = await request(`/log/evidence/${encodeURIComponent(id)}${published ? '?level=published' : ''}`, {
      token,
    });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    const problem = await problemOf(response);
    if (response.status !== 409 || Date.now() > deadline) throw refused(problem, response.status);
    await sleep(Math.min(Number(response.headers.get('retry-after') ?? 1), 5) * 1000);
  }
}
