import { readFileSync } from 'node:fs';
import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { describe, expect, test } from 'vitest';
import { keccak256 } from './keccak.js';
import { EMPTY_TRIE_ROOT, verifyAccountProof, verifyMptProof, verifyStorageProof } from './mpt-proof.js';
import { encodeRlp } from './rlp.js';

interface Proof {
  address: string;
  accountProof: string[];
  balance: string;
  nonce: string;
  codeHash: string;
  storageHash: string;
  storageProof: { key: string; value: string; proof: string[] }[];
}

/** The answer in a request/answer file of Ethereum's execution-apis test suite, recorded from go-ethereum. */
function answer<T>(...path: string[]): T {
  const line = readFileSync(vectorsDir('json-rpc', ...path), 'utf8')
    .split('\n')
    .find((text) => text.startsWith('<<'))!;
  return (JSON.parse(line.slice(2)) as { result: T }).result;
}
const { stateRoot } = answer<{ stateRoot: string }>('eth_getBlockByNumber', 'get-latest.io');
const proof = answer<Proof>('eth_getProof', 'get-account-proof-with-storage.io');
const nodes = proof.accountProof.map(fromHex0x);
const root = fromHex0x(stateRoot);
const address = fromHex0x(proof.address);

describe('a proof recorded from go-ethereum', () => {
  test('shows the account and its storage', () => {
    const account = verifyAccountProof(root, address, nodes, keccak256)!;
    expect(toHex0x(account.storageRoot)).toBe(proof.storageHash);
    expect(toHex0x(account.codeHash)).toBe(proof.codeHash);
    expect([account.nonce, account.balance]).toEqual([BigInt(proof.nonce), BigInt(proof.balance)]);
    const [slot] = proof.storageProof;
    const value = verifyStorageProof(account.storageRoot, new Uint8Array(32), slot!.proof.map(fromHex0x), keccak256);
    expect(value).toBe(BigInt(slot!.value));
  });

  test('fails with a node more, a node less, another root, another address', () => {
    expect(() => verifyAccountProof(root, address, [...nodes, nodes[0]!], keccak256)).toThrow(/1 nodes too many/);
    expect(() => verifyAccountProof(root, address, nodes.slice(0, -1), keccak256)).toThrow(/ends before/);
    expect(() => verifyAccountProof(keccak256(root), address, nodes, keccak256)).toThrow(/does not hash/);
    expect(() => verifyAccountProof(root, keccak256(address).slice(12), nodes, keccak256)).toThrow();
  });

  test('fails with any bit flipped', () => {
    for (const [n, node] of nodes.entries()) {
      for (let bit = 0; bit < node.length * 8; bit++) {
        const flipped = node.slice();
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        const changed = nodes.map((other, i) => (i === n ? flipped : other));
        expect(() => verifyAccountProof(root, address, changed, keccak256), `node ${n} bit ${bit}`).toThrow();
      }
    }
  }, 60_000);
});

describe('a trie made by hand', () => {
  const leaf = (path: number[], value: Uint8Array) => [Uint8Array.from(path), value];
  const long = new Uint8Array(40).fill(7);
  const empty = new Uint8Array(0);

  test('absence: empty trie, empty branch slot, other leaf', () => {
    expect(verifyMptProof(EMPTY_TRIE_ROOT, Uint8Array.of(0x12), [], keccak256)).toBeUndefined();
    expect(() => verifyMptProof(EMPTY_TRIE_ROOT, Uint8Array.of(0x12), [Uint8Array.of(0x80)], keccak256)).toThrow(
      /too many/,
    );
    const only = encodeRlp(leaf([0x20, 0x12], long));
    expect(verifyMptProof(keccak256(only), Uint8Array.of(0x12), [only], keccak256)).toEqual(long);
    expect(verifyMptProof(keccak256(only), Uint8Array.of(0x13), [only], keccak256)).toBeUndefined();
    const branch = encodeRlp([leaf([0x32], Uint8Array.of(5)), ...new Array<Uint8Array>(16).fill(empty)]);
    expect(verifyMptProof(keccak256(branch), Uint8Array.of(0x02), [branch], keccak256)).toEqual(Uint8Array.of(5));
    expect(verifyMptProof(keccak256(branch), Uint8Array.of(0x12), [branch], keccak256)).toBeUndefined();
  });

  test('refuses nodes that no trie would hold', () => {
    const inlined = encodeRlp([leaf([0x32], long), ...new Array<Uint8Array>(16).fill(empty)]);
    expect(() => verifyMptProof(keccak256(inlined), Uint8Array.of(0x02), [inlined], keccak256)).toThrow(
      /should be hashed/,
    );
    for (const path of [[0x40, 0x12], [0x21, 0x12], [0x00], []]) {
      const node = encodeRlp(leaf(path, long));
      expect(() => verifyMptProof(keccak256(node), Uint8Array.of(0x12), [node], keccak256)).toThrow(
        /malformed path|over nothing/,
      );
    }
  });
});
