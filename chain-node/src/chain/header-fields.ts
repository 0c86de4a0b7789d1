import { fromHex } from '@sealtrail/bytes/hex';
import { EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';
import {
  EMPTY_OMMERS_HASH,
  QBFT_DIFFICULTY,
  QBFT_MIX_HASH,
  QBFT_NONCE,
  type HeaderFields,
} from '@sealtrail/chain-client/qbft-header';
import type { Fork } from '../engine/chain-common.js';

/** SHA-256 of nothing: a proof-of-authority chain passes no requests to another layer (EIP-7685). */
const EMPTY_REQUESTS_HASH = fromHex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
const ORDER: readonly Fork[] = ['london', 'shanghai', 'cancun', 'prague', 'osaka'];

export const isFrom = (fork: Fork, first: Fork): boolean => ORDER.indexOf(fork) >= ORDER.indexOf(first);

type Given = Pick<HeaderFields, 'parentHash' | 'coinbase' | 'number' | 'gasLimit' | 'timestamp'>;
type Outcome = Pick<HeaderFields, 'stateRoot' | 'transactionsRoot' | 'receiptsRoot' | 'logsBloom' | 'gasUsed'>;

/** All fields of a header of this fork; those that other networks use for staking and blobs hold their empty values. */
export function headerFields(fork: Fork, given: Given, outcome: Outcome): HeaderFields {
  return {
    ...given,
    ...outcome,
    ommersHash: EMPTY_OMMERS_HASH,
    difficulty: QBFT_DIFFICULTY,
    mixHash: QBFT_MIX_HASH,
    nonce: QBFT_NONCE,
    baseFeePerGas: 0n,
    ...(isFrom(fork, 'shanghai') && { withdrawalsRoot: EMPTY_TRIE_ROOT }),
    ...(isFrom(fork, 'cancun') && { blobGasUsed: 0n, excessBlobGas: 0n, parentBeaconBlockRoot: new Uint8Array(32) }),
    ...(isFrom(fork, 'prague') && { requestsHash: EMPTY_REQUESTS_HASH }),
  };
}
