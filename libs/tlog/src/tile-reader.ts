import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { Sha256 } from '@sealtrail/merkle/hashing';
import type { NodeReader } from '@sealtrail/merkle/reader';
import { nodeFromTile, type TileId, tileUnder } from './tile.js';

/** Where tiles are kept: a table, a folder, a URL. */
export interface TileSource {
  /** Bytes of each tile, in the order asked for; a partial tile may be wider than needed; undefined when absent. */
  readTiles(tiles: readonly TileId[]): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Reads tree nodes out of tiles: each tile once per call, all in one request to the source. */
export function createTileReader(sha256: Sha256, source: TileSource): NodeReader {
  return {
    async read(nodes) {
      const wanted = new Map<string, TileId>();
      for (const node of nodes) {
        const { tile } = tileUnder(node);
        wanted.set(name(tile), tile);
      }
      const ids = [...wanted.values()];
      const tiles = await source.readTiles(ids);
      const bytes = new Map(ids.map((id, i) => [name(id), tiles[i]]));
      return nodes.map((node) => {
        const { tile } = tileUnder(node);
        const found = bytes.get(name(tile));
        if (found === undefined) {
          throw new SealtrailError('MERKLE_NODE_MISSING', `Tile ${tile.index} of level ${tile.level} is missing.`, {
            level: tile.level,
            index: String(tile.index),
          });
        }
        return nodeFromTile(sha256, node, found);
      });
    },
  };
}

function name({ level, index }: TileId): string {
  return `${level}/${index}`;
}
