/** A real chain node for this folder's tests: its own process, its own genesis, killed and started at will. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const BIN = join(ROOT, 'chain-node/bin/sealtrail-node.js');

export class TestChain {
  private child: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  static async start(chainId = 31337): Promise<TestChain> {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', 'chain-node'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    const chain = new TestChain(mkdtempSync(join(tmpdir(), 'sealtrail-chain-')), await freePort());
    chain.init(chainId);
    await chain.up();
    return chain;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const args = [
      BIN,
      '--genesis',
      join(this.folder, 'genesis.json'),
      '--datadir',
      this.folder,
      '--rpc-port',
      String(this.port),
      '--gather-ms',
      '20',
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error('the chain node ended')));
    });
  }

  async down(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.down('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private init(chainId: number): void {
    execFileSync(
      process.execPath,
      [
        BIN,
        'init',
        '--datadir',
        this.folder,
        '--chain-id',
        String(chainId),
        '--out',
        join(this.folder, 'genesis.json'),
      ],
      { stdio: 'ignore' },
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
