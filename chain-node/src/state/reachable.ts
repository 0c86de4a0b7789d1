import { toHex } from '@sealtrail/bytes/hex';
import { decodeRlp, type RlpItem } from '@sealtrail/chain-client/rlp';

/**
 * The written nodes that a state root leads to. Tries are rewritten once per change, so most of what a block wrote
 * is already garbage; a node that was not written is on disk, and so is all below it.
 */
export function reachableNodes(root: Uint8Array, written: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const kept = new Map<string, Uint8Array>();
  const keep = (key: string): Uint8Array | undefined => {
    const value = kept.has(key) ? undefined : written.get(key);
    if (value) kept.set(key, value);
    return value;
  };
  const visitHash = (hash: Uint8Array, isState: boolean): void => {
    const encoded = keep(toHex(hash));
    if (encoded) visitNode(decodeRlp(encoded), isState);
  };
  const visitChild = (child: RlpItem, isState: boolean): void => {
    if (!(child instanceof Uint8Array)) visitNode(child, isState);
    else if (child.length === 32) visitHash(child, isState);
  };
  const visitNode = (node: RlpItem, isState: boolean): void => {
    if (node instanceof Uint8Array) return;
    if (node.length === 17) {
      for (const child of node.slice(0, 16)) visitChild(child, isState);
      return;
    }
    const [path, target] = node as [Uint8Array, RlpItem];
    const isLeaf = path[0]! >= 0x20;
    if (!isLeaf) visitChild(target, isState);
    else if (isState) visitAccount(target as Uint8Array);
  };
  const visitAccount = (encoded: Uint8Array): void => {
    const [, , storageRoot, codeHash] = decodeRlp(encoded) as Uint8Array[];
    visitHash(storageRoot!, false);
    keep(`63${toHex(codeHash!)}`);
  };
  visitHash(root, true);
  return kept;
}
