import { concat } from '@sealtrail/bytes/concat';
import { equalBytes } from '@sealtrail/bytes/equal';
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT, type Account } from '@sealtrail/chain-client/mpt-proof';
import { bytesToBigint, decodeRlp, type RlpItem } from '@sealtrail/chain-client/rlp';
import type { ReadNode } from './node-overlay.js';

type Hash = (data: Uint8Array) => Uint8Array;

interface Lookup {
  readonly value?: Uint8Array;
  /** The nodes from the root to where the path ends; embedded ones lie inside their parents. */
  readonly proof: Uint8Array[];
}

const CODE_PREFIX = Uint8Array.of(0x63);

/** Reads accounts, storage, code and proofs under any state root that was ever the head. */
export class StateReader {
  readonly #read: ReadNode;
  readonly #keccak256: Hash;

  constructor(read: ReadNode, keccak256: Hash) {
    this.#read = read;
    this.#keccak256 = keccak256;
  }

  /** The account with the nodes that prove it (or its absence). */
  account(root: Uint8Array, address: Uint8Array): { account?: Account; proof: Uint8Array[] } {
    const { value, proof } = this.#lookup(root, this.#keccak256(address));
    if (!value) return { proof };
    const [nonce, balance, storageRoot, codeHash] = decodeRlp(value) as Uint8Array[];
    const account = {
      nonce: bytesToBigint(nonce!),
      balance: bytesToBigint(balance!),
      storageRoot: storageRoot!,
      codeHash: codeHash!,
    };
    return { account, proof };
  }

  /** The word in a slot with the nodes that prove it. */
  storage(storageRoot: Uint8Array, slot: Uint8Array): { word: bigint; proof: Uint8Array[] } {
    const { value, proof } = this.#lookup(storageRoot, this.#keccak256(slot));
    return { word: value ? bytesToBigint(decodeRlp(value) as Uint8Array) : 0n, proof };
  }

  code(account: Account | undefined): Uint8Array {
    if (!account || equalBytes(account.codeHash, EMPTY_CODE_HASH)) return new Uint8Array(0);
    return this.#read(concat(CODE_PREFIX, account.codeHash)) ?? new Uint8Array(0);
  }

  #lookup(root: Uint8Array, key: Uint8Array): Lookup {
    const proof: Uint8Array[] = [];
    if (equalBytes(root, EMPTY_TRIE_ROOT)) return { proof };
    const load = (reference: RlpItem): readonly RlpItem[] => {
      if (!(reference instanceof Uint8Array)) return reference;
      const encoded = this.#read(reference);
      if (!encoded) throw new Error('a state node is missing from the store');
      proof.push(encoded);
      return decodeRlp(encoded) as readonly RlpItem[];
    };
    const nibble = (i: number): number => (i % 2 ? key[i >> 1]! & 15 : key[i >> 1]! >> 4);
    let node = load(root);
    for (let at = 0; ;) {
      if (node.length === 17) {
        const child = node[nibble(at++)]!;
        if (child instanceof Uint8Array && child.length === 0) return { proof };
        node = load(child);
        continue;
      }
      const [path, target] = node as [Uint8Array, RlpItem];
      const odd = (path[0]! >> 4) & 1;
      const length = (path.length - 1) * 2 + odd;
      for (let i = 0; i < length; i++) {
        const position = i + (odd ? 1 : 2);
        const expected = position % 2 ? path[position >> 1]! & 15 : path[position >> 1]! >> 4;
        if (expected !== nibble(at + i)) return { proof };
      }
      at += length;
      if (path[0]! >= 0x20) return { value: target as Uint8Array, proof };
      node = load(target);
    }
  }
}
