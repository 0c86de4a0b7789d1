import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Address, createAccount } from '@ethereumjs/util';
import { fromHex, fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { ANCHOR_LOG_ABI, ANCHOR_LOG_BYTECODE } from '@sealtrail/chain-client/anchor-log';
import { EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';
import { id, Interface } from 'ethers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChainCommon } from '../src/engine/chain-common.js';
import { createNativeEngine } from '../src/engine/native-engine.js';
import { createStateMachine, type StateMachine } from '../src/state/evm.js';
import { compileAnchorLog } from './compile.mjs';

interface Artifact {
  bytecode: string;
  runtime: string;
}
const artifact = JSON.parse(readFileSync(new URL('./AnchorLog.json', import.meta.url), 'utf8')) as Artifact;
const abi = new Interface(ANCHOR_LOG_ABI);

/** A second, slower reading of RFC 9162: the recursive definitions of section 2.1, word for word. */
type Hash = Buffer;
const sha = (...parts: Uint8Array[]): Hash => createHash('sha256').update(Buffer.concat(parts)).digest();
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const treeHash = (leaves: Hash[]): Hash =>
  leaves.length === 1
    ? leaves[0]!
    : sha(Buffer.of(1), treeHash(leaves.slice(0, split(leaves.length))), treeHash(leaves.slice(split(leaves.length))));
function subproof(m: number, leaves: Hash[], isComplete: boolean): Hash[] {
  const n = leaves.length;
  if (m === n) return isComplete ? [] : [treeHash(leaves)];
  const k = split(n);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), isComplete), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}
function path(m: number, leaves: Hash[]): Hash[] {
  const n = leaves.length;
  if (n === 1) return [];
  const k = split(n);
  return m < k
    ? [...path(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}
const leaves = Array.from({ length: 300 }, (_, i) => sha(Buffer.of(0), Buffer.from(`entry ${i}`)));
const rootOf = (n: number): Hash => treeHash(leaves.slice(0, n));
const consistency = (m: number, n: number): Hash[] => subproof(m, leaves.slice(0, n), true);

const contract = new Address(fromHex('aa'.repeat(20)));
const publisher = new Address(fromHex('bb'.repeat(20)));
const origin = id('sealtrail.local/test');
let machine: StateMachine;

beforeAll(async () => {
  const common = createChainCommon(1, 'osaka', await createNativeEngine());
  machine = await createStateMachine(
    common,
    () => undefined,
    EMPTY_TRIE_ROOT,
    () => new Uint8Array(32),
  );
});
beforeEach(async () => {
  await machine.state.putAccount(contract, createAccount({}));
  await machine.state.putCode(contract, fromHex0x(artifact.runtime));
  await machine.state.clearStorage(contract);
});

async function send(method: string, args: unknown[], caller = publisher) {
  const data = fromHex0x(abi.encodeFunctionData(method, args));
  await machine.vm.evm.journal.cleanup();
  const { execResult } = await machine.vm.evm.runCall({
    caller,
    to: contract,
    data,
    gasLimit: 5_000_000n,
    skipBalance: true,
  });
  const output = toHex0x(execResult.returnValue);
  return {
    output,
    gas: execResult.executionGasUsed,
    error: execResult.exceptionError && abi.parseError(output),
    logs: execResult.logs ?? [],
  };
}
const anchor = (size: number, root: Uint8Array, proof: Uint8Array[], caller = publisher) =>
  send('anchor', [origin, size, root, proof], caller);
const head = async (who = publisher) =>
  abi.decodeFunctionResult('head', (await send('head', [who.toString(), origin])).output).toArray() as unknown[];

test('the committed artifact is what the compiler makes of the source', () => {
  expect(compileAnchorLog()).toEqual(artifact);
  expect(ANCHOR_LOG_BYTECODE).toBe(artifact.bytecode);
}, 60_000);

test('the published ABI is that of the contract', () => {
  const names = (fragments: readonly object[]): string[] =>
    new Interface(fragments as never).fragments.map((f) => f.format('full')).sort();
  expect(names(ANCHOR_LOG_ABI)).toEqual(names((artifact as unknown as { abi: object[] }).abi));
});

describe('anchor', () => {
  test('takes a first head without proof, then only what extends it', async () => {
    expect((await anchor(0, rootOf(1), [])).error?.name).toBe('NotNewer');
    expect((await anchor(3, rootOf(3), [rootOf(1)])).error?.name).toBe('BadConsistencyProof');
    const first = await anchor(3, rootOf(3), []);
    expect(first.error).toBeUndefined();
    expect(await head()).toEqual([3n, toHex0x(rootOf(3))]);
    const second = await anchor(7, rootOf(7), consistency(3, 7));
    expect(await head()).toEqual([7n, toHex0x(rootOf(7))]);
    const [[address, topics, data]] = second.logs as [[Uint8Array, Uint8Array[], Uint8Array]];
    expect(toHex0x(address)).toBe(contract.toString());
    expect(abi.parseLog({ topics: topics.map(toHex0x), data: toHex0x(data) })!.args.toArray()).toMatchObject([
      /bb/i,
      origin,
      7n,
      toHex0x(rootOf(7)),
    ]);
    expect((await anchor(7, rootOf(7), [])).error).toMatchObject({ name: 'NotNewer', args: [7n, 7n] });
    expect((await anchor(9, rootOf(9), [])).error?.name).toBe('BadConsistencyProof');
  });

  test('keeps the logs of publishers apart', async () => {
    await anchor(3, rootOf(3), []);
    const other = new Address(fromHex('cc'.repeat(20)));
    expect((await anchor(2, rootOf(2), [], other)).error).toBeUndefined();
    expect(await head()).toEqual([3n, toHex0x(rootOf(3))]);
    expect(await head(other)).toEqual([2n, toHex0x(rootOf(2))]);
  });

  test('takes every pair of sizes up to 24 with its proof', async () => {
    for (let m = 1; m < 24; m++) {
      for (let n = m + 1; n <= 24; n++) {
        await machine.state.clearStorage(contract);
        await anchor(m, rootOf(m), []);
        expect((await anchor(n, rootOf(n), consistency(m, n))).error, `${m} to ${n}`).toBeUndefined();
      }
    }
  }, 60_000);

  test('refuses any other proof', async () => {
    const sizes = fc
      .tuple(fc.integer({ min: 1, max: 299 }), fc.integer({ min: 1, max: 300 }))
      .filter(([m, n]) => m < n);
    const change = fc.constantFrom(
      'flip',
      'drop first',
      'drop last',
      'repeat last',
      'append',
      'swap',
      'other new root',
      'other size',
    );
    await fc.assert(
      fc.asyncProperty(sizes, change, fc.nat(), async ([m, n], kind, seed) => {
        await machine.state.clearStorage(contract);
        await anchor(m, rootOf(m), []);
        const proof = consistency(m, n).map((hash) => Buffer.from(hash));
        let [root, size] = [rootOf(n), n];
        const i = seed % proof.length;
        if (kind === 'flip') proof[i]![seed % 32]! ^= 1 << (seed % 8);
        if (kind === 'drop first') proof.shift();
        if (kind === 'drop last') proof.pop();
        if (kind === 'repeat last') proof.push(proof.at(-1)!);
        if (kind === 'append') proof.push(rootOf(1));
        if (kind === 'swap') {
          if (proof.length < 2) return;
          const j = (i + 1) % proof.length;
          [proof[i], proof[j]] = [proof[j]!, proof[i]!];
        }
        if (kind === 'other new root') root = sha(root);
        // Any size whose path has the same shape shares the proof: only a size past the next power of two must differ.
        if (kind === 'other size') size = n * 4 + 1;
        expect((await anchor(size, root, proof)).error?.name).toBe('BadConsistencyProof');
        expect(await head()).toEqual([BigInt(m), toHex0x(rootOf(m))]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('costs less than 120,000 gas for a log of 2^40 entries', async () => {
    // Proof lengths are those of real sizes; the path is made up so that it fits both roots.
    const [m, n] = [2 ** 40 - 3, 2 ** 40 + 12345];
    const { roots, proof } = chainOfNodes(BigInt(m), BigInt(n));
    const first = await anchor(m, roots[0], []);
    const second = await anchor(n, roots[1], proof);
    expect(second.error).toBeUndefined();
    console.log(
      `gas without the 21,000 and calldata: first ${first.gas}, second with ${proof.length} hashes ${second.gas}`,
    );
    expect(second.gas).toBeLessThan(120_000n);
  });
});

/** Roots that a made-up proof of the right length leads to, by the algorithm of section 2.1.4.2. */
function chainOfNodes(m: bigint, n: bigint): { roots: [Hash, Hash]; proof: Hash[] } {
  let [fn, sn] = [m - 1n, n - 1n];
  for (; fn & 1n; fn >>= 1n) sn >>= 1n;
  const proof = [sha(Buffer.from('seed'))];
  let [fr, sr] = [proof[0]!, proof[0]!];
  for (let i = 0; sn > 0n; i++, fn >>= 1n, sn >>= 1n) {
    const c = sha(Buffer.from(`node ${i}`));
    proof.push(c);
    if (fn & 1n || fn === sn) {
      [fr, sr] = [sha(Buffer.of(1), c, fr), sha(Buffer.of(1), c, sr)];
      for (; !(fn & 1n) && fn !== 0n; fn >>= 1n) sn >>= 1n;
    } else sr = sha(Buffer.of(1), sr, c);
  }
  return { roots: [fr, sr], proof };
}

test('verifyInclusion agrees with the tree and nothing else', async () => {
  const size = 21;
  await anchor(size, rootOf(size), []);
  const verify = async (leaf: Uint8Array, index: number, proof: Uint8Array[]): Promise<boolean> =>
    abi.decodeFunctionResult(
      'verifyInclusion',
      (await send('verifyInclusion', [publisher.toString(), origin, leaf, index, proof])).output,
    )[0] as boolean;
  const first = leaves.slice(0, size);
  for (let i = 0; i < size; i++) {
    const proof = path(i, first);
    expect(await verify(leaves[i]!, i, proof)).toBe(true);
    expect(await verify(leaves[i + 1]!, i, proof)).toBe(false);
    expect(await verify(leaves[i]!, i === 0 ? 1 : i - 1, proof)).toBe(false);
    expect(await verify(leaves[i]!, i, [...proof, leaves[0]!])).toBe(false);
    expect(await verify(leaves[i]!, i, proof.slice(1))).toBe(false);
  }
  expect(await verify(leaves[0]!, size, path(0, first))).toBe(false);
});
