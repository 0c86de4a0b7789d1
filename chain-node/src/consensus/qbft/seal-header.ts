import type { QbftExtra } from '@sealtrail/chain-client/qbft-extra';
import {
  commitHash,
  decodeHeader,
  encodeHeader,
  type HeaderFields,
  type QbftHeader,
} from '@sealtrail/chain-client/qbft-header';
import type { CryptoEngine } from '../../engine/crypto-engine.js';

/** This validator's commit seal over a proposed header. */
export function commitSeal(
  fields: HeaderFields,
  extra: QbftExtra,
  privateKey: Uint8Array,
  engine: CryptoEngine,
): Uint8Array {
  return engine.sign(commitHash({ ...fields, extra }, engine.keccak256), privateKey);
}

/** The header as it is stored and sent, with the seals of a quorum. */
export function sealHeader(fields: HeaderFields, extra: QbftExtra, seals: readonly Uint8Array[]): QbftHeader {
  return decodeHeader(encodeHeader(fields, { ...extra, seals }));
}
