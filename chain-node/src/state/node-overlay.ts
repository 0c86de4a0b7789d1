import { fromHex } from '@sealtrail/bytes/hex';
import type { BatchDBOp, DB } from '@ethereumjs/util';

/** Reads a stored trie node or code by its key. */
export type ReadNode = (key: Uint8Array) => Uint8Array | undefined;

/**
 * What the EVM's state writes lands here, over the nodes on disk: nothing reaches the store before the block is whole.
 */
export class NodeOverlay implements DB<string, Uint8Array> {
  readonly written = new Map<string, Uint8Array>();
  readonly #read: ReadNode;

  constructor(read: ReadNode) {
    this.#read = read;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.written.get(key) ?? this.#read(fromHex(key));
  }

  async put(key: string, value: Uint8Array): Promise<void> {
    this.written.set(key, value);
  }

  async del(key: string): Promise<void> {
    this.written.delete(key);
  }

  async batch(operations: BatchDBOp<string, Uint8Array>[]): Promise<void> {
    for (const operation of operations) {
      if (operation.type === 'put') this.written.set(operation.key, operation.value);
      else this.written.delete(operation.key);
    }
  }

  shallowCopy(): NodeOverlay {
    return this;
  }

  async open(): Promise<void> {}
}
