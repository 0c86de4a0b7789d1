import { cpSync, writeFileSync } from 'node:fs';
import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { JsonRpcProvider, Wallet } from 'ethers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildNode, freePort, NodeProcess } from './testing/node-process.js';
import { createTestChain, type TestChain } from './testing/test-chain.js';

/** More for a long run: SEALTRAIL_KILLS=200 npx vitest run chain-node/src/kill.spec.ts */
const KILLS = Number(process.env['SEALTRAIL_KILLS'] ?? 5);

interface Seen {
  readonly number: number;
  readonly hash: string;
  readonly stateRoot: string;
}

let chain: TestChain;
let port: number;
let args: string[];

beforeAll(async () => {
  buildNode();
  chain = await createTestChain();
  port = await freePort();
  args = [
    '--genesis',
    chain.genesisFile,
    '--datadir',
    chain.dataDirectory,
    '--rpc-port',
    String(port),
    '--gather-ms',
    '5',
  ];
}, 60_000);
afterAll(() => chain?.remove());

async function blockNumberOf(rpc: JsonRpcClient, hash: unknown): Promise<string> {
  for (;;) {
    const receipt = (await rpc.call('eth_getTransactionReceipt', [hash])) as { blockNumber: string } | null;
    if (receipt) return receipt.blockNumber;
  }
}

/** Sends one transaction after the other and notes each block whose receipt came back; ends when the node does not answer. */
async function sendUntilKilled(wallet: Wallet, nonce: number, seen: Seen[]): Promise<void> {
  const rpc = new JsonRpcClient({ url: `http://127.0.0.1:${port}`, timeoutMs: 2_000 });
  try {
    for (let n = nonce; ; n++) {
      const raw = await wallet.signTransaction({
        chainId: 4711,
        nonce: n,
        to: wallet.address,
        gasLimit: 21_000,
        gasPrice: 0,
        type: 0,
      });
      const hash = await rpc.call('eth_sendRawTransaction', [raw]);
      const number = await blockNumberOf(rpc, hash);
      const block = (await rpc.call('eth_getBlockByNumber', [number, false])) as { hash: string; stateRoot: string };
      seen.push({ number: Number(number), hash: block.hash, stateRoot: block.stateRoot });
    }
  } catch {
    // Killed in the middle of something: what was seen until here counts.
  }
}

test(
  `no final block is lost in ${KILLS} kills, and all of them lead to the same state again`,
  async () => {
    const wallet = new Wallet(`0x${'6b'.repeat(32)}`);
    const seen: Seen[] = [];
    for (let round = 0; round < KILLS; round++) {
      const node = new NodeProcess(args);
      await node.ready;
      const provider = new JsonRpcProvider(`http://127.0.0.1:${port}`, undefined, { cacheTimeout: -1 });
      const nonce = await provider.getTransactionCount(wallet.address);
      expect(nonce).toBeGreaterThanOrEqual(seen.length);
      for (const { number, hash, stateRoot } of seen)
        expect(await provider.getBlock(number)).toMatchObject({ hash, stateRoot });
      provider.destroy();
      const sending = sendUntilKilled(wallet, nonce, seen);
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 250));
      expect((await node.kill('SIGKILL')).code).toBeNull();
      await sending;
    }
    expect(seen.length).toBeGreaterThan(KILLS);

    // Executing every block anew, in another directory, is the strictest reading of "the same state root".
    const node = new NodeProcess(args);
    await node.ready;
    const rpc = new JsonRpcClient({ url: `http://127.0.0.1:${port}` });
    const head = Number(await rpc.call('eth_blockNumber'));
    const blocks: Uint8Array[] = [];
    for (let n = 1; n <= head; n++)
      blocks.push(fromHex0x((await rpc.call('debug_getRawBlock', [`0x${n.toString(16)}`])) as string));
    const { hash } = (await rpc.call('eth_getBlockByNumber', ['latest', false])) as { hash: string };
    expect((await node.kill('SIGTERM')).code).toBe(0);
    const copy = await createTestChain();
    try {
      const file = `${copy.directory}/blocks.rlp`;
      writeFileSync(file, Buffer.concat(blocks));
      cpSync(`${chain.dataDirectory}/validator.key`, `${copy.dataDirectory}/validator.key`);
      const fresh = await copy.start({ genesisFile: chain.genesisFile, importFile: file });
      expect(toHex0x(fresh.chain.head.hash)).toBe(hash);
      await fresh.close();
    } finally {
      copy.remove();
    }
  },
  60_000 + KILLS * 5_000,
);

test('ends within a second when asked, and when its parent is gone', async () => {
  for (const end of [
    (node: NodeProcess) => node.kill('SIGTERM'),
    (node: NodeProcess) => node.kill('SIGINT'),
    (node: NodeProcess) => node.disconnect(),
  ]) {
    const node = new NodeProcess(args);
    await node.ready;
    const start = performance.now();
    expect(await end(node)).toMatchObject({ code: 0, output: expect.stringMatching(/^ready$/m) as string });
    expect(performance.now() - start).toBeLessThan(1_000);
  }
}, 60_000);

test('says in one sentence why it cannot start', async () => {
  const other = await createTestChain();
  const run = async (...changed: string[]): Promise<string> => {
    const { code, output } = await new NodeProcess(changed).ended;
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    return output;
  };
  const node = new NodeProcess(args);
  await node.ready;
  try {
    expect(await run(...args)).toMatch(/is in use by process \d+: stop that node or choose another --datadir/);
    const own = ['--genesis', other.genesisFile, '--datadir', other.dataDirectory];
    expect(await run(...own, '--rpc-port', String(port))).toMatch(
      /Port \d+ on 127.0.0.1 is taken .*choose another with --rpc-port/,
    );
    expect(await run('--genesis', '/nowhere.json', '--datadir', other.dataDirectory, '--rpc-port', '0')).toMatch(
      /cannot be read \(ENOENT\)/,
    );
    writeFileSync(`${other.directory}/bad.json`, '{"config":');
    expect(
      await run('--genesis', `${other.directory}/bad.json`, '--datadir', other.dataDirectory, '--rpc-port', '0'),
    ).toMatch(/is not JSON/);
    expect(await run('--genesis', other.genesisFile, '--datadir', other.dataDirectory)).toMatch(
      /--rpc-port is missing/,
    );
    expect(
      await run('--genesis', other.genesisFile, '--datadir', `${other.directory}/empty`, '--rpc-port', '0'),
    ).toMatch(/no readable validator key/);
    expect(
      await run('--genesis', other.genesisFile, '--datadir', `${other.genesisFile}/below`, '--rpc-port', '0'),
    ).toMatch(/cannot be written/);
  } finally {
    await node.kill('SIGTERM');
  }
  expect(await run('--genesis', other.genesisFile, ...args.slice(2))).toMatch(/belongs to another chain/);
  expect(await run('init', '--datadir', other.dataDirectory, '--chain-id', '5', '--out', other.genesisFile)).toMatch(
    /already a genesis file/,
  );
  other.remove();
}, 60_000);
