import { encodeRlp, bigintToBytes, type RlpItem } from '@sealtrail/chain-client/rlp';
import { EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';

type Hash = (data: Uint8Array) => Uint8Array;
interface Entry {
  readonly nibbles: Uint8Array;
  readonly value: Uint8Array;
}

const EMPTY: Uint8Array = new Uint8Array(0);

/**
 * Root of the trie that maps RLP(index) to each value: transactionsRoot, receiptsRoot and withdrawalsRoot
 * (Yellow Paper, section 4.3.2). Built in one pass, since no value is ever looked up in it.
 */
export function orderedTrieRoot(values: readonly Uint8Array[], keccak256: Hash): Uint8Array {
  if (values.length === 0) return EMPTY_TRIE_ROOT;
  const entries = values.map((value, i): Entry => ({ nibbles: toNibbles(encodeRlp(bigintToBytes(BigInt(i)))), value }));
  return keccak256(encodeRlp(node(entries, 0, keccak256)));
}

function toNibbles(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: bytes.length * 2 }, (_, i) => (i % 2 ? bytes[i >> 1]! & 15 : bytes[i >> 1]! >> 4));
}

/** Hex-prefix encoding (Yellow Paper, appendix C). */
function hexPrefix(nibbles: Uint8Array, isLeaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const out = new Uint8Array((nibbles.length >> 1) + 1);
  out[0] = (isLeaf ? 0x20 : 0) + (odd ? 0x10 + nibbles[0]! : 0);
  for (let i = odd, at = 1; i < nibbles.length; i += 2) out[at++] = (nibbles[i]! << 4) | nibbles[i + 1]!;
  return out;
}

function node(entries: readonly Entry[], depth: number, keccak256: Hash): RlpItem {
  const [first] = entries;
  if (entries.length === 1) return [hexPrefix(first!.nibbles.subarray(depth), true), first!.value];
  let shared = depth;
  while (entries.every(({ nibbles }) => nibbles[shared] !== undefined && nibbles[shared] === first!.nibbles[shared]))
    shared++;
  if (shared > depth) {
    return [
      hexPrefix(first!.nibbles.subarray(depth, shared), false),
      reference(node(entries, shared, keccak256), keccak256),
    ];
  }
  const children: Entry[][] = Array.from({ length: 16 }, () => []);
  let value: Uint8Array = EMPTY;
  for (const entry of entries) {
    if (entry.nibbles.length === depth) value = entry.value;
    else children[entry.nibbles[depth]!]!.push(entry);
  }
  return [
    ...children.map((group) => (group.length ? reference(node(group, depth + 1, keccak256), keccak256) : EMPTY)),
    value,
  ];
}

function reference(item: RlpItem, keccak256: Hash): RlpItem {
  const encoded = encodeRlp(item);
  return encoded.length < 32 ? item : keccak256(encoded);
}
