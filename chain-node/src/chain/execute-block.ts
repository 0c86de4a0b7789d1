import { createBlock, type Block as EvmBlock } from '@ethereumjs/block';
import type { Common } from '@ethereumjs/common';
import { Address } from '@ethereumjs/util';
import { runTx, type RunTxResult } from '@ethereumjs/vm';
import { fromHex } from '@sealtrail/bytes/hex';
import { bigintToBytes } from '@sealtrail/chain-client/rlp';
import { QBFT_MIX_HASH } from '@sealtrail/chain-client/qbft-header';
import type { StateMachine } from '../state/evm.js';
import { firstSentence, type SignedTransaction } from '../txpool/decode-transaction.js';
import type { Receipt } from './receipt.js';

export interface BlockEnvironment {
  readonly number: bigint;
  readonly parentHash: Uint8Array;
  readonly coinbase: Uint8Array;
  readonly timestamp: bigint;
  readonly gasLimit: bigint;
}

export interface Execution {
  readonly included: readonly SignedTransaction[];
  readonly receipts: readonly Receipt[];
  /** Transactions that cannot be part of this block, with the reason. */
  readonly refused: readonly { readonly transaction: SignedTransaction; readonly reason: string }[];
  readonly gasUsed: bigint;
  readonly stateRoot: Uint8Array;
}

const HISTORY = new Address(fromHex('0000f90827f1c53a10cb7a02335b175320002935'));
const HISTORY_WINDOW = 8191n;

/** The block as the EVM sees it. */
export function evmBlock(environment: BlockEnvironment, common: Common): EvmBlock {
  return createBlock(
    {
      header: {
        number: environment.number,
        parentHash: environment.parentHash,
        coinbase: environment.coinbase,
        timestamp: environment.timestamp,
        gasLimit: environment.gasLimit,
        baseFeePerGas: 0n,
        mixHash: QBFT_MIX_HASH,
      },
    },
    { common, skipConsensusFormatValidation: true },
  );
}

/** EIP-2935: the parent's hash goes into the history contract, where the genesis has one. */
async function recordParentHash({ vm, state }: StateMachine, { number, parentHash }: BlockEnvironment): Promise<void> {
  if (!vm.common.isActivatedEIP(2935) || (await state.getCode(HISTORY)).length === 0) return;
  const slot = new Uint8Array(32);
  const index = bigintToBytes((number - 1n) % HISTORY_WINDOW);
  slot.set(index, 32 - index.length);
  await state.putStorage(HISTORY, slot, parentHash);
}

function receiptOf(result: RunTxResult, type: number, cumulativeGasUsed: bigint): Receipt {
  return {
    type,
    succeeded: result.execResult.exceptionError === undefined,
    gasUsed: result.totalGasSpent,
    cumulativeGasUsed,
    logs: (result.receipt.logs ?? []).map(([address, topics, data]) => ({ address, topics, data })),
  };
}

/**
 * Runs transactions on the machine's current state. One that cannot run is left out and reported; the rest goes on.
 * Stops early when `mayContinue` says so or the block is full: what is left waits for the next block.
 */
export async function executeTransactions(
  machine: StateMachine,
  environment: BlockEnvironment,
  transactions: readonly SignedTransaction[],
  mayContinue: () => boolean = () => true,
): Promise<Execution> {
  const { vm, state } = machine;
  const block = evmBlock(environment, vm.common);
  const included: SignedTransaction[] = [];
  const receipts: Receipt[] = [];
  const refused: { transaction: SignedTransaction; reason: string }[] = [];
  let gasUsed = 0n;

  await vm.evm.journal.checkpoint();
  await recordParentHash(machine, environment);
  for (const transaction of transactions) {
    if (!mayContinue()) break;
    const { tx } = transaction;
    if (tx.gasLimit > environment.gasLimit - gasUsed) break;
    try {
      const result = await runTx(vm, { tx, block, skipHardForkValidation: true, blockGasUsed: gasUsed });
      gasUsed += result.totalGasSpent;
      receipts.push(receiptOf(result, tx.type, gasUsed));
      included.push(transaction);
    } catch (error) {
      refused.push({ transaction, reason: firstSentence(error) });
    }
  }
  await vm.evm.journal.commit();
  return { included, receipts, refused, gasUsed, stateRoot: await state.getStateRoot() };
}
