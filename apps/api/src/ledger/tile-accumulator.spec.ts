import { createHash } from 'node:crypto';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { readRoot } from '@sealtrail/merkle/consistency-proof';
import { createTileReader } from '@sealtrail/tlog/tile-reader';
import { describe, expect, test } from 'vitest';
import { edgeTiles, type PendingTile, TileAccumulator } from './tile-accumulator.js';

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest());
const leaf = (i: number): Uint8Array => sha256(new TextEncoder().encode(`leaf ${i}`));

/** Grows a tree in steps, keeping tiles the way the table does. */
function grow(steps: readonly number[]): { tiles: Map<string, PendingTile>; roots: Uint8Array[]; size: bigint } {
  const tiles = new Map<string, PendingTile>();
  const roots: Uint8Array[] = [];
  let frontier = new CompactRange(sha256).toBytes();
  let size = 0;
  for (const step of steps) {
    const edge = edgeTiles(BigInt(size)).map(({ level, index, width }) => {
      const tile = tiles.get(`${level}/${index}`)!;
      return { ...tile, hashes: tile.hashes.subarray(0, 32 * width) };
    });
    const accumulator = new TileAccumulator(edge);
    const range = CompactRange.fromBytes(sha256, frontier, (level, index, hash) => accumulator.add(level, index, hash));
    for (let i = 0; i < step; i++) range.append(leaf(size++));
    for (const tile of accumulator.changed()) tiles.set(`${tile.level}/${tile.index}`, tile);
    frontier = range.toBytes();
    roots.push(range.root());
  }
  return { tiles, roots, size: BigInt(size) };
}

describe('TileAccumulator', () => {
  test.each([[[1]], [[255, 1]], [[256]], [[257, 300, 1, 2]], [[1, 1, 254, 600, 70000]]])(
    'tiles give the root at every step of %j',
    async (steps) => {
      const { tiles, roots } = grow(steps);
      const reader = createTileReader(sha256, {
        readTiles: async (ids) => ids.map(({ level, index }) => tiles.get(`${level}/${index}`)?.hashes),
      });
      let size = 0n;
      for (const [i, step] of steps.entries()) {
        size += BigInt(step);
        expect(await readRoot(sha256, reader, size)).toEqual(roots[i]);
      }
    },
  );

  test('a tile is never narrower than the tree needs, and only the edge is partial', () => {
    const { tiles, size } = grow([1000, 1]);
    expect(edgeTiles(size)).toEqual([
      { level: 0, index: 3n, width: 1001 - 3 * 256 },
      { level: 1, index: 0n, width: 3 },
    ]);
    expect([...tiles.values()].filter(({ hashes }) => hashes.length < 8192)).toHaveLength(2);
  });

  test('a node out of order is a bug, not a tile', () => {
    expect(() => new TileAccumulator([]).add(0, 5n, leaf(0))).toThrow(/does not follow/);
  });
});
