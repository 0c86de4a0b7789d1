import { concat } from '@sealtrail/bytes/concat';

/** First byte of every database key. */
const SPACE = {
  meta: 0x4d, // M
  header: 0x48, // H number
  body: 0x42, // B number
  receipts: 0x52, // R number
  numberByHash: 0x68, // h block hash
  transaction: 0x74, // t transaction hash
  logAddress: 0x61, // a address, number
  logTopic: 0x70, // p position, topic, number
  logBlock: 0x6c, // l number
  node: 0x4e, // N trie node hash, or 'c' and code hash
} as const;

const tagged = (space: keyof typeof SPACE, ...parts: Uint8Array[]): Uint8Array =>
  concat(Uint8Array.of(SPACE[space]), ...parts);

/** Big-endian, so that keys sort by number. */
export function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

export function readU64(bytes: Uint8Array, offset = 0): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(offset);
}

export const keys = {
  meta: (name: string) => tagged('meta', new TextEncoder().encode(name)),
  header: (number: bigint) => tagged('header', u64(number)),
  body: (number: bigint) => tagged('body', u64(number)),
  receipts: (number: bigint) => tagged('receipts', u64(number)),
  numberByHash: (hash: Uint8Array) => tagged('numberByHash', hash),
  transaction: (hash: Uint8Array) => tagged('transaction', hash),
  logAddress: (address: Uint8Array, number: bigint) => tagged('logAddress', address, u64(number)),
  logTopic: (position: number, topic: Uint8Array, number: bigint) =>
    tagged('logTopic', Uint8Array.of(position), topic, u64(number)),
  logBlock: (number: bigint) => tagged('logBlock', u64(number)),
  node: (key: Uint8Array) => tagged('node', key),
};
