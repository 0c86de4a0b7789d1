import { createInterface } from 'node:readline';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CommonOptions } from '../main.js';
import { print, printJson } from '../support/output.js';
import { keepSession, signIn } from '../support/session.js';

/** `sealtrail login`: password grant; the session is kept with mode 0600 in the data folder. */
export async function login(options: CommonOptions & { user: string; password?: string }): Promise<number> {
  const password = options.password ?? (await askPassword(options.user));
  const session = await signIn(options.user, password);
  keepSession(session);
  if (options.json) printJson({ user: options.user, expiresAt: new Date(session.expiresAt).toISOString() });
  else print(`Signed in as ${options.user}.`);
  return 0;
}

async function askPassword(user: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new SealtrailError('USAGE', 'There is no terminal to ask for the password: give it as SEALTRAIL_PASSWORD.');
  process.stderr.write(`Password of ${user}: `);
  const reader = createInterface({ input: process.stdin, output: undefined, terminal: true });
  const password = await new Promise<string>((resolve) => reader.question('', resolve));
  reader.close();
  process.stderr.write('\n');
  return password;
}
