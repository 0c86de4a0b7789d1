import { concat } from '@sealtrail/bytes/concat';
import {
  bigintToBytes,
  decodeRlp,
  encodeRlp,
  rlpBytes,
  rlpList,
  rlpScalar,
  type RlpItem,
} from '@sealtrail/chain-client/rlp';

export interface Log {
  readonly address: Uint8Array;
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
}

export interface Receipt {
  /** Transaction type (EIP-2718). */
  readonly type: number;
  readonly succeeded: boolean;
  readonly gasUsed: bigint;
  /** Gas of this and all earlier transactions of the block. */
  readonly cumulativeGasUsed: bigint;
  readonly logs: readonly Log[];
}

/** The 2048-bit filter over addresses and topics (Yellow Paper, section 4.3.1). */
export function bloomOf(logs: readonly Log[], keccak256: (data: Uint8Array) => Uint8Array): Uint8Array {
  const bloom = new Uint8Array(256);
  for (const { address, topics } of logs) for (const value of [address, ...topics]) addToBloom(bloom, keccak256(value));
  return bloom;
}

function addToBloom(bloom: Uint8Array, hash: Uint8Array): void {
  for (let i = 0; i < 6; i += 2) {
    const bit = ((hash[i]! << 8) | hash[i + 1]!) & 2047;
    bloom[255 - (bit >> 3)]! |= 1 << (bit & 7);
  }
}

/** Bitwise or, for the bloom of a whole block. */
export function mergeBlooms(blooms: readonly Uint8Array[]): Uint8Array {
  const merged = new Uint8Array(256);
  for (const bloom of blooms) for (let i = 0; i < 256; i++) merged[i]! |= bloom[i]!;
  return merged;
}

const logItem = (log: Log): RlpItem => [log.address, log.topics, log.data];
const statusOf = (receipt: Receipt): Uint8Array => (receipt.succeeded ? Uint8Array.of(1) : new Uint8Array(0));

/** The encoding that receiptsRoot commits to (EIP-2718, EIP-658). */
export function encodeReceipt(receipt: Receipt, bloom: Uint8Array): Uint8Array {
  const body = encodeRlp([
    statusOf(receipt),
    bigintToBytes(receipt.cumulativeGasUsed),
    bloom,
    receipt.logs.map(logItem),
  ]);
  return receipt.type === 0 ? body : concat(Uint8Array.of(receipt.type), body);
}

/** How receipts of a block are stored: without what can be computed again. */
export function encodeStoredReceipts(receipts: readonly Receipt[]): Uint8Array {
  return encodeRlp(
    receipts.map((receipt) => [
      bigintToBytes(BigInt(receipt.type)),
      statusOf(receipt),
      bigintToBytes(receipt.gasUsed),
      receipt.logs.map(logItem),
    ]),
  );
}

/** Reads what encodeStoredReceipts wrote. */
export function decodeStoredReceipts(bytes: Uint8Array): Receipt[] {
  let cumulativeGasUsed = 0n;
  return rlpList(decodeRlp(bytes), 'receipts').map((item) => {
    const [type, status, gas, logs] = rlpList(item, 'receipt', 4);
    const gasUsed = rlpScalar(gas, 'gasUsed');
    cumulativeGasUsed += gasUsed;
    return {
      type: Number(rlpScalar(type, 'type')),
      succeeded: rlpBytes(status, 'status').length === 1,
      gasUsed,
      cumulativeGasUsed,
      logs: rlpList(logs, 'logs').map(decodeLog),
    };
  });
}

function decodeLog(item: RlpItem): Log {
  const [address, topics, data] = rlpList(item, 'log', 3);
  return {
    address: rlpBytes(address, 'address', 20),
    topics: rlpList(topics, 'topics').map((topic) => rlpBytes(topic, 'topic', 32)),
    data: rlpBytes(data, 'data'),
  };
}
