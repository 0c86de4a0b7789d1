/**
 * The extraData field of a QBFT block as Hyperledger Besu stores it:
 * RLP([vanity, [validator...], [] or [recipient, vote], round, [seal...]]).
 */
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { bigintToBytes, decodeRlp, encodeRlp, rlpBytes, rlpList, rlpScalar, type RlpItem } from './rlp.js';

export interface QbftVote {
  readonly recipient: Uint8Array;
  /** True to add the recipient to the validators, false to remove it. */
  readonly add: boolean;
}

export interface QbftExtra {
  /** 32 bytes free for the proposer. */
  readonly vanity: Uint8Array;
  /** Addresses of all validators of this block; in ascending order from block 1 on. */
  readonly validators: readonly Uint8Array[];
  readonly vote?: QbftVote;
  /** Round in which the block was agreed; 0 when the first proposer succeeded. */
  readonly round: number;
  /** Commit seals, 65 bytes each: r || s || v. */
  readonly seals: readonly Uint8Array[];
}

/**
 * Which of the three readings of a header is meant:
 * `stored` is what travels, `commit` is what validators sign (no seals), `onchain` is the block hash (no seals, round 0).
 */
export type QbftReading = 'stored' | 'commit' | 'onchain';

const EMPTY = new Uint8Array(0);
const ADD_VOTE = Uint8Array.of(0xff);

/** RLP of extraData in the given reading. */
export function encodeExtra(extra: QbftExtra, reading: QbftReading = 'stored'): Uint8Array {
  const vote: RlpItem = extra.vote ? [extra.vote.recipient, extra.vote.add ? ADD_VOTE : EMPTY] : [];
  const round = reading === 'onchain' ? EMPTY : bigintToBytes(BigInt(extra.round));
  return encodeRlp([extra.vanity, extra.validators, vote, round, reading === 'stored' ? extra.seals : []]);
}

/**
 * Reads extraData; refuses what encodeExtra would not write back byte for byte.
 * @throws SealtrailError CHAIN_BAD_RLP, CHAIN_BAD_HEADER
 */
export function decodeExtra(bytes: Uint8Array): QbftExtra {
  const [vanity, validatorItems, voteItem, round, sealItems] = rlpList(decodeRlp(bytes), 'extraData', 5);
  const validators = rlpList(validatorItems, 'validators').map((item) => rlpBytes(item, 'validator', 20));
  return {
    vanity: rlpBytes(vanity, 'vanity', 32),
    validators,
    vote: decodeVote(rlpList(voteItem, 'vote')),
    round: Number(rlpScalar(round, 'round', 4)),
    seals: rlpList(sealItems, 'seals').map((item) => rlpBytes(item, 'seal', 65)),
  };
}

function decodeVote(items: readonly RlpItem[]): QbftVote | undefined {
  if (items.length === 0) return undefined;
  const [recipient, kind] = items;
  const vote = rlpBytes(kind, 'vote kind');
  const known = vote.length === 0 || (vote.length === 1 && vote[0] === ADD_VOTE[0]);
  if (items.length !== 2 || !known) {
    throw new SealtrailError(
      'CHAIN_BAD_HEADER',
      'A QBFT vote must name a recipient and either add (0xff) or drop (empty).',
      {},
    );
  }
  return { recipient: rlpBytes(recipient, 'vote recipient', 20), add: vote.length === 1 };
}
