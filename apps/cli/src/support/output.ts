import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';

/** Prints one JSON value, bigints as decimal text. */
export function printJson(value: unknown): void {
  process.stdout.write(
    `${JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner), 2)}\n`,
  );
}

/** Prints a line. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

const colours = { green: 32, red: 31, yellow: 33, dim: 2 } as const;

/** Colours text on a terminal that wants it. */
export function paint(colour: keyof typeof colours, text: string): string {
  if (!process.stdout.isTTY || process.env['NO_COLOR'] !== undefined) return text;
  return `\x1b[${colours[colour]}m${text}\x1b[0m`;
}

/** Prints an error as its sentence (or JSON) and gives exit code 2. Only a bug of ours shows a stack trace. */
export function reportError(error: unknown, json: boolean): number {
  if (!isSealtrailError(error)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
  if (json) printJson({ error: { code: error.code, message: error.message, data: error.data } });
  else process.stderr.write(`${error.message}\n`);
  return 2;
}
