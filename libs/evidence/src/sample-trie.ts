/** A Merkle Patricia trie just large enough to make sample proofs (Yellow Paper, appendix D). */
import { keccak256 } from '@sealtrail/chain-client/keccak';
import { encodeRlp, type RlpItem } from '@sealtrail/chain-client/rlp';

interface Entry {
  /** Nibbles of the key that are left. */
  readonly path: readonly number[];
  readonly value: Uint8Array;
}

export interface SampleTrie {
  readonly root: Uint8Array;
  /** RLP nodes from the root to the key, as `eth_getProof` gives them. */
  proof(key: Uint8Array): Uint8Array[];
}

/** Trie over key (hashed with Keccak-256, as state and storage do) and value; keys must be distinct. */
export function sampleTrie(entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[]): SampleTrie {
  const all = entries.map(([key, value]) => ({ path: nibbles(keccak256(key)), value }));
  return {
    root: keccak256(encodeRlp(node(all))),
    proof(key) {
      const nodes: Uint8Array[] = [];
      node(all, nibbles(keccak256(key)), nodes);
      return nodes.reverse();
    },
  };
}

/** The node over these entries; with `key`, encodings of the nodes on its way are collected, deepest first. */
function node(entries: readonly Entry[], key?: readonly number[], nodes: Uint8Array[] = [], isRoot = true): RlpItem {
  const [first, ...others] = entries;
  let item: RlpItem;
  if (others.length === 0) {
    item = [hexPrefix(first!.path, true), first!.value];
  } else {
    const shared = first!.path.findIndex((nibble, i) => others.some(({ path }) => path[i] !== nibble));
    item = shared > 0 ? extension(entries, shared, key, nodes) : branch(entries, key, nodes);
  }
  const encoded = encodeRlp(item);
  if (key !== undefined && (isRoot || encoded.length >= 32)) nodes.push(encoded);
  return item;
}

function extension(
  entries: readonly Entry[],
  shared: number,
  key: readonly number[] | undefined,
  nodes: Uint8Array[],
): RlpItem {
  const rest = entries.map(({ path, value }) => ({ path: path.slice(shared), value }));
  return [hexPrefix(entries[0]!.path.slice(0, shared), false), reference(node(rest, key?.slice(shared), nodes, false))];
}

function branch(entries: readonly Entry[], key: readonly number[] | undefined, nodes: Uint8Array[]): RlpItem {
  const children = Array.from({ length: 16 }, (_, nibble): RlpItem => {
    const below = entries
      .filter(({ path }) => path[0] === nibble)
      .map(({ path, value }) => ({ path: path.slice(1), value }));
    if (below.length === 0) return new Uint8Array();
    return reference(node(below, key?.[0] === nibble ? key.slice(1) : undefined, nodes, false));
  });
  return [...children, new Uint8Array()];
}

/** Small nodes lie inside their parent, others are named by hash. */
function reference(item: RlpItem): RlpItem {
  const encoded = encodeRlp(item);
  return encoded.length < 32 ? item : keccak256(encoded);
}

function hexPrefix(path: readonly number[], isLeaf: boolean): Uint8Array {
  const flag = (isLeaf ? 2 : 0) + (path.length % 2);
  const digits = path.length % 2 === 1 ? [flag, ...path] : [flag, 0, ...path];
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => digits[2 * i]! * 16 + digits[2 * i + 1]!);
}

function nibbles(bytes: Uint8Array): number[] {
  return Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 15]);
}
