import { toHex0x } from '@sealtrail/bytes/hex';
import { compareBytes } from '@sealtrail/bytes/equal';
import { encodeExtra } from '@sealtrail/chain-client/qbft-extra';
import { QBFT_MIX_HASH } from '@sealtrail/chain-client/qbft-header';

/** Runtime code and address of the block-hash history contract (EIP-2935). */
const HISTORY_ADDRESS = '0x0000f90827f1c53a10cb7a02335b175320002935';
const HISTORY_CODE =
  '0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500';

/**
 * Gas of one block. A transaction may use 2^24 (EIP-7825), so a block holds at least 59 of the dearest;
 * what limits a block in practice is the builder's time, not this number.
 */
const GAS_LIMIT = 1_000_000_000;

export interface GenesisOptions {
  readonly chainId: number;
  readonly validators: readonly Uint8Array[];
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Genesis file of a new chain: newest fork, free gas, these validators. The same options give the same bytes. */
export function createGenesis({ chainId, validators, timestamp }: GenesisOptions): string {
  const extra = { vanity: new Uint8Array(32), validators: [...validators].sort(compareBytes), round: 0, seals: [] };
  const blocks = [
    'homestead',
    'eip150',
    'eip155',
    'eip158',
    'byzantium',
    'constantinople',
    'petersburg',
    'istanbul',
    'berlin',
    'london',
  ];
  const genesis = {
    config: {
      chainId,
      ...Object.fromEntries(blocks.map((name) => [`${name}Block`, 0])),
      terminalTotalDifficulty: 0,
      shanghaiTime: 0,
      cancunTime: 0,
      pragueTime: 0,
      osakaTime: 0,
      zeroBaseFee: true,
      // Several blocks may share a second: Besu takes such a chain when it runs with xblockperiodmilliseconds.
      qbft: { blockperiodseconds: 1, xblockperiodmilliseconds: 100, epochlength: 30_000, requesttimeoutseconds: 4 },
    },
    nonce: '0x0',
    timestamp: `0x${timestamp.toString(16)}`,
    extraData: toHex0x(encodeExtra(extra)),
    gasLimit: `0x${GAS_LIMIT.toString(16)}`,
    difficulty: '0x1',
    baseFeePerGas: '0x0',
    mixHash: toHex0x(QBFT_MIX_HASH),
    coinbase: `0x${'00'.repeat(20)}`,
    alloc: { [HISTORY_ADDRESS]: { balance: '0x0', nonce: '0x1', code: HISTORY_CODE } },
  };
  return `${JSON.stringify(genesis, null, 2)}\n`;
}
