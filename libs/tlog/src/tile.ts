/** Tiles after https://c2sp.org/tlog-tiles: the tree in immutable pieces of 8 levels, 256 hashes wide. */
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { HASH_SIZE, nodeHash, type Sha256 } from '@sealtrail/merkle/hashing';
import type { NodeId } from '@sealtrail/merkle/node-id';

/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;
/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
const MAX_LEVEL = 63;

export interface TileId {
  /** Tile level: its hashes are the nodes of tree level 8 × level. */
  readonly level: number;
  readonly index: bigint;
}

/** Width of a tile in a tree of `size` leaves: 0 (not there) to 256 (full). */
export function tileWidth({ level, index }: TileId, size: bigint): number {
  const hashes = (size >> BigInt(TILE_HEIGHT * level)) - index * BigInt(TILE_WIDTH);
  if (hashes <= 0n) return 0;
  return hashes >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(hashes);
}

/** Where a completed node is stored, or undefined for nodes inside tiles, which are computed when needed. */
export function tileSlot({ level, index }: NodeId): { tile: TileId; offset: number } | undefined {
  if (level % TILE_HEIGHT !== 0) return undefined;
  return { tile: { level: level / TILE_HEIGHT, index: index >> 8n }, offset: Number(index & 255n) };
}

/** The tile whose hashes give a node, and the range of hashes under it. */
export function tileUnder({ level, index }: NodeId): { tile: TileId; first: number; count: number } {
  const height = level % TILE_HEIGHT;
  const first = index << BigInt(height);
  return {
    tile: { level: (level - height) / TILE_HEIGHT, index: first >> 8n },
    first: Number(first & 255n),
    count: 1 << height,
  };
}

/**
 * Hash of a node from the bytes of the tile under it.
 * @throws SealtrailError TLOG_BAD_TILE when the tile is too narrow
 */
export function nodeFromTile(sha256: Sha256, node: NodeId, tile: Uint8Array): Uint8Array {
  const { first, count } = tileUnder(node);
  const end = (first + count) * HASH_SIZE;
  if (tile.length % HASH_SIZE !== 0 || tile.length < end) {
    throw new SealtrailError('TLOG_BAD_TILE', `Expected a tile of at least ${end} bytes, got ${tile.length}.`, {
      expected: end,
      found: tile.length,
    });
  }
  let hashes = Array.from({ length: count }, (_, i) =>
    tile.subarray((first + i) * HASH_SIZE, (first + i + 1) * HASH_SIZE),
  );
  while (hashes.length > 1) {
    const pairs = hashes;
    hashes = Array.from({ length: pairs.length / 2 }, (_, i) => nodeHash(sha256, pairs[2 * i]!, pairs[2 * i + 1]!));
  }
  return hashes[0]!;
}

/** Path below the log's prefix, e.g. `tile/0/x001/x234/067.p/8`; the suffix stands for partial tiles only. */
export function tilePath(level: number, index: bigint, width: number = TILE_WIDTH): string {
  if (!Number.isInteger(level) || level < 0 || level > MAX_LEVEL)
    throw bad(`a tile level is 0 to ${MAX_LEVEL}, got ${level}`);
  return `tile/${level}/${indexPath(index, width)}`;
}

/** Path of the entry bundle beside a tile of level 0, e.g. `tile/entries/x001/x234/067`. */
export function entriesPath(index: bigint, width: number = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index, width)}`;
}

function indexPath(index: bigint, width: number): string {
  if (index < 0n) throw bad(`a tile index is not negative, got ${index}`);
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH)
    throw bad(`a tile width is 1 to ${TILE_WIDTH}, got ${width}`);
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g)!;
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

export type TilePath = { readonly kind: 'tile' | 'entries'; readonly width: number } & TileId;

/**
 * Reads a path back; only the spelling that {@link tilePath} and {@link entriesPath} write is taken.
 * @throws SealtrailError TLOG_BAD_TILE
 */
export function parseTilePath(path: string): TilePath {
  const [, place, groups, partial] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  if (place === undefined || groups === undefined) throw bad('expected tile/<level>/<index>[.p/<width>]');
  const kind = place === 'entries' ? 'entries' : 'tile';
  const level = kind === 'entries' ? 0 : Number(place);
  const index = BigInt(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const canonical = kind === 'entries' ? entriesPath(index, width) : tilePath(level, index, width);
  if (canonical !== path) throw bad(`the same tile is spelt ${canonical}`);
  return { kind, level, index, width };
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_TILE', `Not a tile: ${what}.`, {});
}
