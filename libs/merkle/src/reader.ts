import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { HASH_SIZE } from './hashing.js';
import type { NodeId } from './node-id.js';

export type { NodeId } from './node-id.js';

/** Where the tree is kept. Only complete subtrees are ever asked for, all of a proof at once. */
export interface NodeReader {
  /** Hashes of the nodes, in the order asked for; throws when one is not there. */
  read(nodes: readonly NodeId[]): Promise<readonly Uint8Array[]>;
}

/**
 * Reads groups of nodes with one call and hands them back in the same groups.
 * @throws SealtrailError MERKLE_NODE_MISSING when the reader gave too few or malformed hashes
 */
export async function readGroups(reader: NodeReader, groups: readonly (readonly NodeId[])[]): Promise<Uint8Array[][]> {
  const wanted = groups.flat();
  const hashes = await reader.read(wanted);
  wanted.forEach(({ level, index }, i) => {
    if (hashes[i]?.length !== HASH_SIZE) {
      throw new SealtrailError('MERKLE_NODE_MISSING', `The tree has no hash for level ${level}, index ${index}.`, {
        level,
        index: String(index),
      });
    }
  });
  let at = 0;
  return groups.map((group) => hashes.slice(at, (at += group.length)));
}
