import { fromHex } from '@sealtrail/bytes/hex';
import { open, type RootDatabase } from 'lmdb';
import { decodeBody, encodeBody, type ExecutedBlock } from '../chain/block.js';
import { decodeStoredReceipts, encodeStoredReceipts, type Receipt } from '../chain/receipt.js';
import { keys, readU64, u64 } from './keys.js';
import { logKeys } from './log-index.js';

const NOTHING = new Uint8Array(0);

/** Where a transaction lies. */
export interface TransactionPlace {
  readonly blockNumber: bigint;
  readonly index: number;
}

/**
 * The node's disk: one LMDB environment. A block, its receipts, indexes, new state and the head pointer are one transaction,
 * synced before `commit` returns: after a crash at any moment the store holds whole blocks only.
 */
export class ChainStore {
  readonly #db: RootDatabase<Uint8Array, Uint8Array>;

  constructor(path: string) {
    this.#db = open<Uint8Array, Uint8Array>({
      path,
      encoding: 'binary',
      keyEncoding: 'binary',
      // A commit must be on disk when it returns, not soon after.
      overlappingSync: false,
    });
  }

  #get(key: Uint8Array): Uint8Array | undefined {
    // Copied: LMDB's memory is only valid until the next read.
    const value = this.#db.get(key);
    return value && Uint8Array.from(value);
  }

  /** Hash of the genesis block this store was made for, or undefined when it is new. */
  genesisHash(): Uint8Array | undefined {
    return this.#get(keys.meta('genesis'));
  }

  /** Number of the latest block. */
  headNumber(): bigint | undefined {
    const value = this.#get(keys.meta('head'));
    return value && readU64(value);
  }

  header(number: bigint): Uint8Array | undefined {
    return this.#get(keys.header(number));
  }

  body(number: bigint): Uint8Array[] | undefined {
    const value = this.#get(keys.body(number));
    return value && decodeBody(value);
  }

  receipts(number: bigint): Receipt[] | undefined {
    const value = this.#get(keys.receipts(number));
    return value && decodeStoredReceipts(value);
  }

  numberByHash(hash: Uint8Array): bigint | undefined {
    const value = this.#get(keys.numberByHash(hash));
    return value && readU64(value);
  }

  transactionPlace(hash: Uint8Array): TransactionPlace | undefined {
    const value = this.#get(keys.transaction(hash));
    return value && { blockNumber: readU64(value), index: Number(readU64(value, 8)) };
  }

  /** A trie node by its hash, or a contract code by 'c' and its hash. */
  node(key: Uint8Array): Uint8Array | undefined {
    return this.#get(keys.node(key));
  }

  /** Block numbers in [from, to] under an index key of log-index.ts, ascending, at most `limit`. */
  blocksUnder(keyOf: (number: bigint) => Uint8Array, from: bigint, to: bigint, limit: number): bigint[] {
    const found: bigint[] = [];
    for (const key of this.#db.getKeys({ start: keyOf(from), end: keyOf(to + 1n), limit }))
      found.push(readU64(key, key.length - 8));
    return found;
  }

  /** Writes one block with everything that belongs to it, atomically and durably. */
  commit(block: ExecutedBlock): void {
    const { number } = block.header;
    this.#db.transactionSync(() => {
      const put = (key: Uint8Array, value: Uint8Array): void => void this.#db.putSync(key, value);
      for (const [key, value] of block.nodes) put(keys.node(fromHex(key)), value);
      put(keys.header(number), block.header.raw);
      put(keys.body(number), encodeBody(block.transactions));
      put(keys.receipts(number), encodeStoredReceipts(block.receipts));
      put(keys.numberByHash(block.hash), u64(number));
      for (const [index, hash] of block.transactionHashes.entries()) {
        const place = new Uint8Array(16);
        place.set(u64(number));
        place.set(u64(BigInt(index)), 8);
        put(keys.transaction(hash), place);
      }
      for (const key of logKeys(block.receipts, number)) put(key, NOTHING);
      if (number === 0n) put(keys.meta('genesis'), block.hash);
      put(keys.meta('head'), u64(number));
    });
  }

  async close(): Promise<void> {
    await this.#db.close();
  }
}
