import { createCustomCommon, Mainnet, type Common } from '@ethereumjs/common';
import { concat } from '@sealtrail/bytes/concat';
import type { CryptoEngine } from './crypto-engine.js';

/** Forks the node can run from block 0. A chain stays on the fork of its genesis. */
export type Fork = 'london' | 'shanghai' | 'cancun' | 'prague' | 'osaka';

function leftPad(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.length >= length ? bytes : concat(new Uint8Array(length - bytes.length), bytes);
}

/** The EVM library's view of our chain: id, fork, and our engine in place of its JavaScript cryptography. */
export function createChainCommon(chainId: number, fork: Fork, engine: CryptoEngine): Common {
  return createCustomCommon({ chainId, name: 'sealtrail' }, Mainnet, {
    hardfork: fork,
    customCrypto: {
      keccak256: engine.keccak256,
      ecrecover: (hash, v, r, s, id) => {
        const recovery = id === undefined ? (v < 2n ? v : v - 27n) : v - (id * 2n + 35n);
        return engine.recoverPublicKey(hash, Number(recovery), concat(leftPad(r, 32), leftPad(s, 32)));
      },
    },
  });
}
