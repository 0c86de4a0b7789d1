/**
 * Block headers of a QBFT chain in Besu's format, for every fork from Frontier to Osaka.
 * The fields are Ethereum's; `extraData` carries validators, round and seals, and the block hash leaves round and seals out.
 */
import { compareBytes, equalBytes } from '@sealtrail/bytes/equal';
import { fromHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { decodeExtra, encodeExtra, type QbftExtra, type QbftReading } from './qbft-extra.js';
import { bigintToBytes, decodeRlp, encodeRlp, rlpBytes, rlpList, rlpScalar, type RlpItem } from './rlp.js';

/** Fields of a header without extraData. Optional ones exist from the named fork on, and never without those before. */
export interface HeaderFields {
  readonly parentHash: Uint8Array;
  readonly ommersHash: Uint8Array;
  readonly coinbase: Uint8Array;
  readonly stateRoot: Uint8Array;
  readonly transactionsRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  readonly logsBloom: Uint8Array;
  readonly difficulty: bigint;
  readonly number: bigint;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly timestamp: bigint;
  readonly mixHash: Uint8Array;
  readonly nonce: Uint8Array;
  /** London. */
  readonly baseFeePerGas?: bigint;
  /** Shanghai. */
  readonly withdrawalsRoot?: Uint8Array;
  /** Cancun. */
  readonly blobGasUsed?: bigint;
  readonly excessBlobGas?: bigint;
  readonly parentBeaconBlockRoot?: Uint8Array;
  /** Prague. */
  readonly requestsHash?: Uint8Array;
}

export interface QbftHeader extends HeaderFields {
  readonly extra: QbftExtra;
  /** The header as stored, seals included. */
  readonly raw: Uint8Array;
}

/** Keccak-256 of RLP of the empty list: QBFT blocks have no ommers. */
export const EMPTY_OMMERS_HASH = fromHex('1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347');
/** The mixHash that marks a BFT block in Besu: ASCII "ctical byzantine fault tolerance", the tail of "Practical ...". */
export const QBFT_MIX_HASH = fromHex('63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365');
export const QBFT_DIFFICULTY = 1n;
export const QBFT_NONCE = new Uint8Array(8);

type Tail =
  'baseFeePerGas' | 'withdrawalsRoot' | 'blobGasUsed' | 'excessBlobGas' | 'parentBeaconBlockRoot' | 'requestsHash';
const TAIL: readonly Tail[] = [
  'baseFeePerGas',
  'withdrawalsRoot',
  'blobGasUsed',
  'excessBlobGas',
  'parentBeaconBlockRoot',
  'requestsHash',
];
const EXTRA_DATA = 12;

function tailItems(fields: HeaderFields): RlpItem[] {
  const items: RlpItem[] = [];
  for (const [i, name] of TAIL.entries()) {
    const value = fields[name];
    if (value === undefined) break;
    if (items.length !== i) break;
    items.push(typeof value === 'bigint' ? bigintToBytes(value) : value);
  }
  return items;
}

/** RLP of a header with its extraData in the given reading. */
export function encodeHeader(fields: HeaderFields, extra: QbftExtra, reading: QbftReading = 'stored'): Uint8Array {
  return encodeRlp([
    fields.parentHash,
    fields.ommersHash,
    fields.coinbase,
    fields.stateRoot,
    fields.transactionsRoot,
    fields.receiptsRoot,
    fields.logsBloom,
    bigintToBytes(fields.difficulty),
    bigintToBytes(fields.number),
    bigintToBytes(fields.gasLimit),
    bigintToBytes(fields.gasUsed),
    bigintToBytes(fields.timestamp),
    encodeExtra(extra, reading),
    fields.mixHash,
    fields.nonce,
    ...tailItems(fields),
  ]);
}

/**
 * Reads a stored header.
 * Refuses anything that is not the one canonical encoding, and headers that are not QBFT (mixHash, difficulty, nonce, ommers).
 * @throws SealtrailError CHAIN_BAD_RLP, CHAIN_BAD_HEADER
 */
export function decodeHeader(raw: Uint8Array): QbftHeader {
  const items = rlpList(decodeRlp(raw), 'header');
  if (items.length < 15 || items.length > 15 + TAIL.length) {
    throw new SealtrailError(
      'CHAIN_BAD_HEADER',
      `A block header has 15 to ${15 + TAIL.length} fields, got ${items.length}.`,
      { fields: items.length },
    );
  }
  const hash = (index: number, name: string): Uint8Array => rlpBytes(items[index], name, 32);
  const header: QbftHeader = {
    parentHash: hash(0, 'parentHash'),
    ommersHash: hash(1, 'ommersHash'),
    coinbase: rlpBytes(items[2], 'coinbase', 20),
    stateRoot: hash(3, 'stateRoot'),
    transactionsRoot: hash(4, 'transactionsRoot'),
    receiptsRoot: hash(5, 'receiptsRoot'),
    logsBloom: rlpBytes(items[6], 'logsBloom', 256),
    difficulty: rlpScalar(items[7], 'difficulty'),
    number: rlpScalar(items[8], 'number', 8),
    gasLimit: rlpScalar(items[9], 'gasLimit', 8),
    gasUsed: rlpScalar(items[10], 'gasUsed', 8),
    timestamp: rlpScalar(items[11], 'timestamp', 8),
    extra: decodeExtra(rlpBytes(items[EXTRA_DATA], 'extraData')),
    mixHash: hash(13, 'mixHash'),
    nonce: rlpBytes(items[14], 'nonce', 8),
    ...decodeTail(items.slice(15)),
    raw: raw.slice(),
  };
  requireQbft(header);
  return header;
}

function decodeTail(items: readonly RlpItem[]): Pick<HeaderFields, Tail> {
  const scalar = (i: number): bigint | undefined => (i < items.length ? rlpScalar(items[i], TAIL[i]!) : undefined);
  const hash = (i: number): Uint8Array | undefined => (i < items.length ? rlpBytes(items[i], TAIL[i]!, 32) : undefined);
  return {
    baseFeePerGas: scalar(0),
    withdrawalsRoot: hash(1),
    blobGasUsed: scalar(2),
    excessBlobGas: scalar(3),
    parentBeaconBlockRoot: hash(4),
    requestsHash: hash(5),
  };
}

function requireQbft(header: QbftHeader): void {
  const wrong =
    (!equalBytes(header.mixHash, QBFT_MIX_HASH) && 'mixHash') ||
    (!equalBytes(header.ommersHash, EMPTY_OMMERS_HASH) && 'ommersHash') ||
    (!equalBytes(header.nonce, QBFT_NONCE) && 'nonce') ||
    (header.difficulty !== QBFT_DIFFICULTY && 'difficulty');
  // Besu checks the order from block 1 on; a hand-written genesis may list its validators in any.
  const sorted = header.extra.validators.every((address, i, all) => i === 0 || compareBytes(all[i - 1]!, address) < 0);
  if (!sorted && header.number > 0n) {
    throw new SealtrailError(
      'CHAIN_BAD_HEADER',
      'The validators in a QBFT header must be distinct and in ascending order.',
      {},
    );
  }
  if (wrong)
    throw new SealtrailError('CHAIN_BAD_HEADER', `The ${wrong} of this header is not that of a QBFT block.`, {
      field: wrong,
    });
}

/** The block's hash on the chain: seals and round left out, so it is known before the vote. */
export function onChainHash(
  header: HeaderFields & { extra: QbftExtra },
  keccak256: (data: Uint8Array) => Uint8Array,
): Uint8Array {
  return keccak256(encodeHeader(header, header.extra, 'onchain'));
}

/** What each validator signs to commit the block: seals left out, the round kept. */
export function commitHash(
  header: HeaderFields & { extra: QbftExtra },
  keccak256: (data: Uint8Array) => Uint8Array,
): Uint8Array {
  return keccak256(encodeHeader(header, header.extra, 'commit'));
}
