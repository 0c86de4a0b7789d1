import { setTimeout as sleep } from 'node:timers/promises';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { startTestDatabase, type TestDatabase } from '@sealtrail/testkit/database';
import { Wallet } from 'ethers';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AnchorChain } from './anchor-chain.js';
import type { AnchorModules, AnchorMoment } from './anchor-modules.js';
import { anchorSettings } from './anchor-settings.js';
import { anchorLatest, type AnchorResult } from './anchor.js';
import { readHeads } from './checkpoint.repository.js';
import { TestChain } from './chain-testkit.js';
import { integrateChunk } from './integrate.js';
import { ORIGIN, recordLeaves, startLog, suite, testKeys } from './ledger-testkit.js';
import { LedgerRunner } from './ledger-runner.js';
import { publishCheckpoint } from './publish.js';

let chain: TestChain;
let database: TestDatabase;
let pool: pg.Pool;
let keys: ReturnType<typeof testKeys>;
let run = 0;

beforeAll(async () => {
  chain = await TestChain.start();
});
afterAll(() => chain?.stop());
beforeEach(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  keys = testKeys(`anchor ${process.pid} ${run++}`);
  await startLog(pool, keys);
});
afterEach(async () => {
  await pool.end();
  await database.stop();
});

const rpc = () => new JsonRpcClient({ url: chain.url, timeoutMs: 2_000 });
const modules = (at?: (moment: AnchorMoment) => Promise<void>): AnchorModules => ({
  pool,
  chain: new AnchorChain(rpc()),
  settings: anchorSettings(ORIGIN, keys.publisher),
  suite,
  now: () => new Date(),
  sleep: (ms) => sleep(ms),
  patienceMs: 3_000,
  ...(at && { at }),
});

/** Records leaves, integrates and publishes; answers the size published. */
async function publish(leaves: number): Promise<bigint> {
  if (leaves > 0) await recordLeaves(pool, leaves);
  while ((await integrateChunk(pool, suite)).mayHaveMore);
  await publishCheckpoint(pool, { origin: ORIGIN, logKey: keys.log, suite, now: new Date() });
  return (await readHeads(pool)).published;
}

async function anchorAll(): Promise<AnchorResult> {
  for (;;) {
    const result = await anchorLatest(modules());
    if (result.state !== 'waiting') return result;
  }
}

/** What the chain says, and what the table says, in full. */
async function compare(): Promise<{
  chain: bigint;
  transactions: number;
  rows: { size: string; status: string; sealed: boolean }[];
}> {
  const { settings, chain: asked } = modules();
  const head = await asked.head(settings.contract, settings.publisher, settings.originHash);
  const { rows } = await pool.query<{ size: string; status: string; sealed: boolean }>(
    `SELECT size::text, status, proof->>'header' IS NOT NULL AS sealed FROM anchor ORDER BY anchor.size`,
  );
  // the first transaction made the contract
  return { chain: head.size, transactions: (await asked.nonce(settings.publisher)) - 1, rows };
}

class Killed extends Error {}

describe('anchoring', () => {
  test('deploys once, anchors each head once, and proves it final', async () => {
    const first = await publish(5);
    expect(await anchorAll()).toEqual({ state: 'anchored', sealed: true });
    expect(await anchorAll()).toEqual({ state: 'idle', sealed: true });
    const second = await publish(700);
    expect(await anchorAll()).toEqual({ state: 'anchored', sealed: true });
    expect(await compare()).toEqual({
      chain: second,
      transactions: 2,
      rows: [
        { size: String(first), status: 'final', sealed: true },
        { size: String(second), status: 'final', sealed: true },
      ],
    });
  });

  test.each(['stored', 'sent', 'mined'] as const)(
    'a death after the transaction is %s makes neither a double nor a gap',
    async (moment) => {
      await publish(3);
      await anchorAll();
      const size = await publish(4);
      const dying = modules(async (at) => {
        if (at === moment) throw new Killed();
      });
      await expect(anchorLatest(dying)).rejects.toBeInstanceOf(Killed);
      // the log goes on before anybody comes back
      const later = await publish(2);
      await anchorAll();
      const after = await compare();
      expect(after).toMatchObject({ chain: later, transactions: 3 });
      expect(after.rows.map((row) => [row.size, row.status])).toEqual([
        ['4', 'final'],
        [String(size), 'final'],
        [String(later), 'final'],
      ]);
    },
  );

  test('several workers at once anchor once', async () => {
    const size = await publish(9);
    await Promise.all([anchorAll(), anchorAll(), anchorAll()]);
    expect(await compare()).toMatchObject({ chain: size, transactions: 1 });
  });

  test('an anchor whose row is lost is found again on the chain', async () => {
    const size = await publish(2);
    await anchorAll();
    await pool.query('DELETE FROM anchor');
    await anchorAll();
    expect(await compare()).toEqual({
      chain: size,
      transactions: 1,
      rows: [{ size: String(size), status: 'final', sealed: true }],
    });
  });

  test('a number taken by somebody with the same key costs a try, not an anchor', async () => {
    await publish(2);
    await anchorAll();
    const size = await publish(2);
    const { settings, chain: asked } = modules();
    const nonce = await asked.nonce(settings.publisher);
    const wallet = new Wallet(settings.wallet.privateKey);
    const racing = modules(async (at) => {
      if (at !== 'stored') return;
      const raw = await wallet.signTransaction({
        chainId: await asked.chainId(),
        nonce,
        to: settings.publisher,
        gasLimit: 21_000n,
        gasPrice: await asked.gasPrice(),
        type: 0,
      });
      await asked.send(raw);
      while ((await asked.nonce(settings.publisher)) === nonce) await sleep(20);
    });
    await anchorLatest({ ...racing, patienceMs: 200 });
    await anchorAll();
    const after = await compare();
    expect(after.chain).toBe(size);
    expect(after.rows.every(({ status }) => status === 'final')).toBe(true);
  });
});

describe('alarms', () => {
  const runner = (): LedgerRunner =>
    new LedgerRunner({
      pool,
      suite,
      origin: ORIGIN,
      logKey: keys.log,
      anchor: modules(),
      now: () => new Date(),
      project: async () => undefined,
      log: () => undefined,
    });
  const alarm = async (): Promise<string | undefined> =>
    (await pool.query<{ code: string }>('SELECT code FROM ledger_alarm')).rows[0]?.code;

  test('a chain that is down raises an alarm; capture goes on, and anchoring catches up', async () => {
    await publish(1);
    await runner().run('anchor');
    await chain.down();
    const size = await publish(5);
    await expect(runner().run('anchor')).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    expect(await alarm()).toBe('LEDGER_CHAIN_DOWN');
    await chain.up();
    while ((await runner().run('anchor')).next);
    expect(await alarm()).toBeUndefined();
    expect((await readHeads(pool)).anchored).toBe(size);
    expect(await compare()).toMatchObject({ chain: size, transactions: 2 });
  });

  test('a database older than the chain is told from one that grew', async () => {
    await publish(8);
    await anchorAll();
    await pool.query(`DELETE FROM anchor`);
    await pool.query(`DELETE FROM log_batch WHERE first_index > 0`);
    await pool.query(`DELETE FROM tile`);
    await pool.query(`DELETE FROM checkpoint`);
    const { CompactRange } = await import('@sealtrail/merkle/compact-range');
    const empty = new CompactRange(suite.sha256);
    await pool.query('UPDATE log_tree SET size = 0, root = $1, frontier = $2', [
      Buffer.from(empty.root()),
      Buffer.from(empty.toBytes()),
    ]);
    await pool.query('UPDATE log_head SET next_index = 1');
    await publish(0);
    await expect(runner().run('anchor')).rejects.toMatchObject({ code: 'LEDGER_CHAIN_DIVERGED' });
    expect(await alarm()).toBe('LEDGER_CHAIN_DIVERGED');
    // and with other leaves in the place of the lost ones
    await publish(8);
    await expect(runner().run('anchor')).rejects.toMatchObject({ code: 'LEDGER_CHAIN_DIVERGED' });
  });

  test('a chain that lost an anchored block is told from another chain', async () => {
    await publish(2);
    await anchorAll();
    await pool.query(`UPDATE anchor SET block_hash = '0x' || repeat('ab', 32)`);
    await expect(runner().run('anchor')).rejects.toMatchObject({ code: 'LEDGER_CHAIN_ROLLED_BACK' });
    await pool.query(`UPDATE anchor SET chain_id = 1`);
    await expect(runner().run('anchor')).rejects.toMatchObject({ code: 'LEDGER_CHAIN_WRONG' });
    expect(await alarm()).toBe('LEDGER_CHAIN_WRONG');
  });

  test('a network without sealed headers anchors, and says that finality is unproven', async () => {
    const size = await publish(2);
    const plain = modules();
    const bare = Object.assign(Object.create(plain.chain) as AnchorChain, { rawHeader: async () => undefined });
    const without = new LedgerRunner({
      pool,
      suite,
      origin: ORIGIN,
      logKey: keys.log,
      anchor: { ...plain, chain: bare },
      now: () => new Date(),
      project: async () => undefined,
      log: () => undefined,
    });
    await without.run('anchor');
    expect(await alarm()).toBe('LEDGER_FINALITY_UNPROVEN');
    expect((await readHeads(pool)).anchored).toBe(size);
  });
});
