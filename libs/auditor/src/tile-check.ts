import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex } from '@sealtrail/bytes/hex';
import type { CompactRange } from '@sealtrail/merkle/compact-range';
import { HASH_SIZE } from '@sealtrail/merkle/hashing';
import { TILE_WIDTH, tileSlot, tileWidth } from '@sealtrail/tlog/tile';
import type pg from 'pg';
import type { Findings } from './findings.js';
import type { Leaf } from './leaf-source.js';
import { LOG_ID } from './types.js';

interface StoredTile {
  readonly width: number;
  readonly hashes: Buffer;
}

/** Holds stored tiles against the tree that the leaves give. Those of level 0 are compared on the way, the few above at the end. */
export class TileCheck {
  frontier: Uint8Array | undefined;
  count = 0;
  private readonly upper = new Map<string, StoredTile>();
  private readonly computed = new Map<string, Uint8Array[]>();
  private readonly wrong = new Map<bigint, { expected: string[]; actual: string[]; missing: boolean }>();

  /** @param size leaves that were integrated, and so should be in tiles */
  constructor(private readonly size: bigint) {}

  async loadUpper(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ level: number; idx: string; width: number; hashes: Buffer }>(
      'SELECT level, idx::text, width, hashes FROM tile WHERE log_id = $1 AND level > 0',
      [LOG_ID],
    );
    for (const { level, idx, width, hashes } of rows) this.upper.set(`${level}/${idx}`, { width, hashes });
  }

  /** Root of a full tile of level 0, as the stored tile above has it. */
  storedRoot(block: bigint): Uint8Array | undefined {
    const at = HASH_SIZE * Number(block & 255n);
    const hashes = this.upper.get(`1/${block >> 8n}`)?.hashes;
    return hashes && hashes.length >= at + HASH_SIZE ? hashes.subarray(at, at + HASH_SIZE) : undefined;
  }

  node(level: number, index: bigint, hash: Uint8Array): void {
    const slot = level > 0 ? tileSlot({ level, index }) : undefined;
    if (!slot || (index + 1n) << BigInt(level) > this.size) return;
    const name = `${slot.tile.level}/${slot.tile.index}`;
    const hashes = this.computed.get(name);
    if (hashes) hashes.push(hash);
    else this.computed.set(name, [hash]);
  }

  leaf({ index, byTile }: Leaf, truth: Uint8Array): void {
    if (index >= this.size || (byTile && equalBytes(byTile, truth))) return;
    const tile = index >> 8n;
    const entry = this.wrong.get(tile) ?? { expected: [], actual: [], missing: true };
    this.wrong.set(tile, entry);
    entry.expected.push(toHex(truth));
    entry.actual.push(byTile ? toHex(byTile) : '');
    if (byTile) entry.missing = false;
  }

  noteFrontier(range: CompactRange): void {
    if (range.size === this.size) this.frontier = range.toBytes();
  }

  async finish(client: pg.ClientBase, findings: Findings): Promise<void> {
    const { rows } = await client.query<{ idx: string; width: number }>(
      'SELECT idx::text, width FROM tile WHERE log_id = $1 AND level = 0',
      [LOG_ID],
    );
    this.count = rows.length + this.upper.size;
    const widths = new Map(rows.map(({ idx, width }) => [BigInt(idx), width]));
    const add = (
      level: number,
      idx: bigint | string,
      kind: 'changed' | 'deleted' | 'inserted',
      sentence: string,
      swap?: { expected: string; actual: string },
    ): void =>
      findings.add({
        table: 'tile',
        key: { log_id: String(LOG_ID), level: String(level), idx: String(idx) },
        kind,
        sentence,
        ...(kind === 'changed' && { column: 'hashes' }),
        ...swap,
      });
    for (const [idx, width] of widths) {
      const expected = tileWidth({ level: 0, index: idx }, this.size);
      if (expected === 0) add(0, idx, 'inserted', `The tree has ${this.size} leaves and no tile there.`);
      else if (width !== expected && !this.wrong.has(idx))
        add(0, idx, 'changed', `The tile should have ${expected} hashes, it has ${width}.`);
    }
    for (const [idx, { expected, actual, missing }] of this.wrong) {
      if (missing && !widths.has(idx)) add(0, idx, 'deleted', 'The tile is gone.');
      else
        add(0, idx, 'changed', `${expected.length} of its hashes are not those of the tree.`, {
          expected: expected.join(),
          actual: actual.join(),
        });
    }
    for (const [name, hashes] of this.computed) {
      const [level, idx] = name.split('/') as [string, string];
      const stored = this.upper.get(name);
      this.upper.delete(name);
      const expected = hashes.slice(0, TILE_WIDTH).map(toHex).join('');
      if (!stored) add(Number(level), idx, 'deleted', 'The tile is gone.');
      else if (toHex(stored.hashes) !== expected)
        add(Number(level), idx, 'changed', 'Its hashes are not those of the tree.', {
          expected,
          actual: toHex(stored.hashes),
        });
    }
    for (const name of this.upper.keys()) {
      const [level, idx] = name.split('/') as [string, string];
      add(Number(level), idx, 'inserted', `The tree has ${this.size} leaves and no tile there.`);
    }
  }
}
