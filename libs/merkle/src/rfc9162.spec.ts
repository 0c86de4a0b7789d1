import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64 } from '@sealtrail/bytes/base64';
import { toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompactRange } from './compact-range.js';
import { buildConsistencyProof, readRoot, verifyConsistency } from './consistency-proof.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.js';
import { buildInclusionProof, verifyInclusion } from './inclusion-proof.js';
import type { NodeReader } from './reader.js';

const { sha256 } = nativeSuite;

// The definitions of RFC 9162 §2.1, recursive, over leaf data and node's own hash: slow, obvious, independent.
const H = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const split = (n: number) => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};
function MTH(D: Uint8Array[]): Uint8Array {
  if (D.length === 0) return H();
  if (D.length === 1) return H(Uint8Array.of(0), D[0]!);
  const k = split(D.length);
  return H(Uint8Array.of(1), MTH(D.slice(0, k)), MTH(D.slice(k)));
}
function PATH(m: number, D: Uint8Array[]): Uint8Array[] {
  if (D.length === 1) return [];
  const k = split(D.length);
  return m < k ? [...PATH(m, D.slice(0, k)), MTH(D.slice(k))] : [...PATH(m - k, D.slice(k)), MTH(D.slice(0, k))];
}
function SUBPROOF(m: number, D: Uint8Array[], b: boolean): Uint8Array[] {
  if (m === D.length) return b ? [] : [MTH(D)];
  const k = split(D.length);
  return m <= k
    ? [...SUBPROOF(m, D.slice(0, k), b), MTH(D.slice(k))]
    : [...SUBPROOF(m - k, D.slice(k), false), MTH(D.slice(0, k))];
}

const entry = (i: number) => utf8(`entry ${i}`);
const entries = (n: number) => Array.from({ length: n }, (_, i) => entry(i));

/** A tree of n leaves whose nodes come from the callback of a compact range. */
function grow(n: number): { range: CompactRange; reader: NodeReader; nodes: Map<string, Uint8Array> } {
  const nodes = new Map<string, Uint8Array>();
  const range = new CompactRange(sha256, (level, index, hash) => nodes.set(`${level}:${index}`, hash));
  for (let i = 0; i < n; i++) range.append(leafHash(sha256, entry(i)));
  const reader: NodeReader = {
    read: (ids) => Promise.resolve(ids.map(({ level, index }) => nodes.get(`${level}:${index}`)!)),
  };
  return { range, reader, nodes };
}

interface Case {
  desc: string;
  wantErr: boolean;
  proof: string[] | null;
}

function cases<T extends Case>(folder: string): [string, T][] {
  const dir = vectorsDir('merkle', folder);
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(join(dir, name), 'utf8')) as T]);
}

function outcome(run: () => void): string {
  try {
    run();
    return 'taken';
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^MERKLE_/) });
    return 'refused';
  }
}

const bytes = (base64: string | null | undefined) => fromBase64(base64 ?? '');

describe('published inclusion cases', () => {
  const all = cases<Case & { leafIdx: number; treeSize: number; root: string; leafHash: string }>('inclusion');
  test('98 of them', () => expect(all).toHaveLength(98));
  test.each(all)('%s', (_, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = {
      leafHash: bytes(leafHash),
      index: BigInt(leafIdx),
      size: BigInt(treeSize),
      proof: (proof ?? []).map(bytes),
    };
    expect(outcome(() => verifyInclusion(sha256, claim, bytes(root)))).toBe(wantErr ? 'refused' : 'taken');
  });
});

describe('published consistency cases', () => {
  const all = cases<Case & { size1: number; size2: number; root1: string; root2: string }>('consistency');
  test('98 of them', () => expect(all).toHaveLength(98));
  test.each(all)('%s', (_, { size1, size2, root1, root2, proof, wantErr }) => {
    const claim = {
      from: BigInt(size1),
      to: BigInt(size2),
      fromRoot: bytes(root1),
      toRoot: bytes(root2),
      proof: (proof ?? []).map(bytes),
    };
    expect(outcome(() => verifyConsistency(sha256, claim))).toBe(wantErr ? 'refused' : 'taken');
  });
});

describe('against the definitions of RFC 9162', () => {
  test('roots and proofs of every tree up to 40 leaves', async () => {
    for (let n = 0; n <= 40; n++) {
      const { range, reader } = grow(n);
      const D = entries(n);
      const root = MTH(D);
      expect(range.root()).toEqual(root);
      expect(await readRoot(sha256, reader, BigInt(n))).toEqual(root);
      for (let m = 0; m < n; m++) {
        const proof = await buildInclusionProof(sha256, reader, BigInt(m), BigInt(n));
        expect(proof).toEqual(PATH(m, D));
        verifyInclusion(
          sha256,
          { leafHash: leafHash(sha256, entry(m)), index: BigInt(m), size: BigInt(n), proof },
          root,
        );
      }
      for (let m = 1; m <= n; m++) {
        const proof = await buildConsistencyProof(sha256, reader, BigInt(m), BigInt(n));
        expect(proof).toEqual(SUBPROOF(m, D, true));
        verifyConsistency(sha256, {
          from: BigInt(m),
          to: BigInt(n),
          fromRoot: MTH(D.slice(0, m)),
          toRoot: root,
          proof,
        });
      }
    }
  });

  test('larger trees, at random', async () => {
    const { reader } = grow(700);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(699), async (n, pick) => {
        const m = pick % n;
        const D = entries(n);
        expect(await buildInclusionProof(sha256, reader, BigInt(m), BigInt(n))).toEqual(PATH(m, D));
        expect(await buildConsistencyProof(sha256, reader, BigInt(m + 1), BigInt(n))).toEqual(SUBPROOF(m + 1, D, true));
      }),
      { numRuns: 40 },
    );
  });
});

describe('adversarial proofs', () => {
  test('an inclusion proof holds for its own leaf, position and size alone', async () => {
    const { reader, range } = grow(37);
    const size = 37n;
    for (let index = 0n; index < size; index++) {
      const proof = await buildInclusionProof(sha256, reader, index, size);
      const claim = { leafHash: leafHash(sha256, entry(Number(index))), index, size, proof };
      const garbage = sha256(utf8('garbage'));
      const wrong = [
        { ...claim, index: index + 1n },
        { ...claim, index: index - 1n },
        { ...claim, index: index + (1n << 40n), size: size + (1n << 40n) },
        { ...claim, size: 0n },
        { ...claim, proof: proof.slice(1) },
        { ...claim, proof: proof.slice(0, -1) },
        { ...claim, proof: [...proof, garbage] },
        { ...claim, proof: [garbage, ...proof] },
        { ...claim, proof: [...proof].reverse() },
        { ...claim, proof: [proof[1]!, proof[0]!, ...proof.slice(2)] },
        { ...claim, proof: [proof[0]!.subarray(1), ...proof.slice(1)] },
        { ...claim, leafHash: garbage },
        { ...claim, leafHash: nodeHash(sha256, claim.leafHash, proof[0]!), index: index >> 1n, proof: proof.slice(1) },
      ];
      wrong.forEach((each, i) =>
        expect(
          outcome(() => verifyInclusion(sha256, each, range.root())),
          `${index} ${i}`,
        ).toBe('refused'),
      );
    }
  });

  test('a consistency proof holds for its own sizes and roots alone', async () => {
    const { reader } = grow(37);
    const roots = Array.from({ length: 38 }, (_, n) => grow(n).range.root());
    for (let from = 1; from < 37; from++) {
      const proof = await buildConsistencyProof(sha256, reader, BigInt(from), 37n);
      const claim = { from: BigInt(from), to: 37n, fromRoot: roots[from]!, toRoot: roots[37]!, proof };
      verifyConsistency(sha256, claim);
      const wrong = [
        { ...claim, from: 0n },
        { ...claim, from: 0n, fromRoot: EMPTY_ROOT, proof: [] },
        { ...claim, from: -1n },
        { ...claim, from: 37n, to: BigInt(from) },
        { ...claim, fromRoot: roots[37]!, toRoot: roots[from]! },
        { ...claim, fromRoot: roots[from - 1]!, from: BigInt(from - 1) },
        { ...claim, proof: [] },
        { ...claim, proof: proof.slice(1) },
        { ...claim, proof: proof.slice(0, -1) },
        { ...claim, proof: [...proof, proof[0]!] },
        { ...claim, proof: [proof[0]!, ...proof] },
        { ...claim, proof: [new Uint8Array(0), ...proof] },
      ];
      wrong.forEach((each, i) =>
        expect(
          outcome(() => verifyConsistency(sha256, each)),
          `${from} ${i}`,
        ).toBe('refused'),
      );
    }
  });

  test('there is nothing to build outside the tree', async () => {
    const { reader } = grow(3);
    await expect(buildInclusionProof(sha256, reader, 3n, 3n)).rejects.toMatchObject({ code: 'MERKLE_BAD_SIZE' });
    await expect(buildInclusionProof(sha256, reader, -1n, 3n)).rejects.toMatchObject({ code: 'MERKLE_BAD_SIZE' });
    await expect(buildConsistencyProof(sha256, reader, 0n, 3n)).rejects.toMatchObject({ code: 'MERKLE_BAD_SIZE' });
    await expect(buildInclusionProof(sha256, reader, 0n, 5n)).rejects.toMatchObject({ code: 'MERKLE_NODE_MISSING' });
  });
});

describe('compact range', () => {
  test('continues after a restart as if there had been none', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (first, more) => {
        const { range } = grow(first);
        const resumed = CompactRange.fromBytes(sha256, Buffer.from(range.toBytes()));
        for (let i = first; i < first + more; i++) resumed.append(leafHash(sha256, entry(i)));
        const whole = grow(first + more).range;
        expect(resumed.size).toBe(BigInt(first + more));
        expect(toHex(resumed.toBytes())).toBe(toHex(whole.toBytes()));
        expect(resumed.root()).toEqual(whole.root());
      }),
    );
  });

  test('reports every complete subtree once', () => {
    const { nodes } = grow(23);
    expect(nodes.size).toBe(23 + 11 + 5 + 2 + 1);
    for (const [name, hash] of nodes) {
      const [level, index] = name.split(':').map(Number) as [number, number];
      expect(hash).toEqual(MTH(entries(23).slice(index << level, (index + 1) << level)));
    }
  });

  test('bytes that do not fit the size are refused', () => {
    const good = grow(5).range.toBytes();
    for (const bad of [good.subarray(1), good.subarray(0, 4), new Uint8Array([...good, 0])]) {
      expect(() => CompactRange.fromBytes(sha256, bad)).toThrow(expect.objectContaining({ code: 'MERKLE_BAD_SIZE' }));
    }
    expect(() => new CompactRange(sha256).append(new Uint8Array(31))).toThrow(
      expect.objectContaining({ code: 'MERKLE_BAD_SIZE' }),
    );
  });
});

test('the empty root is the hash of nothing', () => {
  expect(EMPTY_ROOT).toEqual(sha256(new Uint8Array()));
});
