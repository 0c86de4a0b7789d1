import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/sealtrail-node.js', import.meta.url));

/** Builds what the real process runs: it starts from dist, not from sources. */
export function buildNode(): void {
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-b', 'chain-node'], { cwd: ROOT, stdio: 'inherit' });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A node as a process of its own, with the IPC channel a supervisor would give it. */
export class NodeProcess {
  readonly ended: Promise<Ended>;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;

  constructor(args: readonly string[]) {
    const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    let output = '';
    // Not 'close': a channel that was disconnected from this side may never report it.
    child.stdout!.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr!.on('data', (text: Buffer) => (output += text.toString()));
    this.ended = new Promise((resolve) => child.on('exit', (code) => setTimeout(() => resolve({ code, output }), 20)));
    this.ready = new Promise((resolve, reject) => {
      child.on('message', () => resolve());
      child.on('exit', () => reject(new Error(output)));
    });
    // A process that is meant to fail is awaited by `ended` alone.
    this.ready.catch(() => {});
  }

  async kill(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  /** Closes the IPC channel, as the death of the parent does. */
  disconnect(): Promise<Ended> {
    this.#child.disconnect();
    return this.ended;
  }
}
