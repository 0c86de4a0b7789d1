import type { Sha256 } from '@sealtrail/merkle/hashing';
import type { NodeReader } from '@sealtrail/merkle/reader';
import { createTileReader } from '@sealtrail/tlog/tile-reader';
import type pg from 'pg';
import { readTiles } from './tree.repository.js';

/** Nodes of the tree out of the tiles in the database. */
export function tileNodeReader(db: Pick<pg.Pool, 'query'>, sha256: Sha256): NodeReader {
  return createTileReader(sha256, { readTiles: (tiles) => readTiles(db, tiles) });
}
