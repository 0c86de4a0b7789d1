/** Collects completed nodes of a growing tree into tiles (C2SP tlog-tiles), partial ones too. */
import { HASH_SIZE } from '@sealtrail/merkle/hashing';
import { TILE_WIDTH, tileSlot } from '@sealtrail/tlog/tile';

export interface PendingTile {
  readonly level: number;
  readonly index: bigint;
  readonly hashes: Uint8Array;
}

/** The partial tiles at the right edge of a tree of this size: those that the next leaves will widen. */
export function edgeTiles(size: bigint): { level: number; index: bigint; width: number }[] {
  const tiles = [];
  for (let level = 0, nodes = size; nodes > 0n; level++, nodes >>= 8n) {
    const width = Number(nodes & 255n);
    if (width > 0) tiles.push({ level, index: nodes >> 8n, width });
  }
  return tiles;
}

export class TileAccumulator {
  readonly #open = new Map<number, { index: bigint; hashes: Uint8Array; width: number; touched: boolean }>();
  readonly #full: PendingTile[] = [];

  /** @param edge the partial tiles named by {@link edgeTiles}, as they are stored */
  constructor(edge: readonly PendingTile[]) {
    for (const { level, index, hashes } of edge) {
      const whole = new Uint8Array(HASH_SIZE * TILE_WIDTH);
      whole.set(hashes);
      this.#open.set(level, { index, hashes: whole, width: hashes.length / HASH_SIZE, touched: false });
    }
  }

  /** Takes a completed node; nodes come in the order in which a growing tree completes them. */
  add(level: number, index: bigint, hash: Uint8Array): void {
    const slot = tileSlot({ level, index });
    if (!slot) return;
    let tile = this.#open.get(slot.tile.level);
    if (!tile) {
      tile = { index: slot.tile.index, hashes: new Uint8Array(HASH_SIZE * TILE_WIDTH), width: 0, touched: false };
      this.#open.set(slot.tile.level, tile);
    }
    if (tile.index !== slot.tile.index || tile.width !== slot.offset)
      throw new Error(`node ${level}/${index} does not follow`);
    tile.hashes.set(hash, HASH_SIZE * tile.width);
    tile.width++;
    tile.touched = true;
    if (tile.width === TILE_WIDTH) {
      this.#full.push({ level: slot.tile.level, index: tile.index, hashes: tile.hashes });
      this.#open.delete(slot.tile.level);
    }
  }

  /** Every tile that is new or wider than before. */
  changed(): PendingTile[] {
    const partial = [...this.#open].filter(([, tile]) => tile.touched);
    return [
      ...this.#full,
      ...partial.map(([level, { index, hashes, width }]) => ({
        level,
        index,
        hashes: hashes.slice(0, HASH_SIZE * width),
      })),
    ];
  }
}
