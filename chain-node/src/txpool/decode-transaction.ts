import type { Common } from '@ethereumjs/common';
import { Capability, createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx';
import { equalBytes } from '@sealtrail/bytes/equal';
import { TransactionRefused } from './refused.js';

/** A signed transaction with what is asked of it again and again. */
export interface SignedTransaction {
  readonly raw: Uint8Array;
  readonly hash: Uint8Array;
  readonly sender: Uint8Array;
  readonly tx: TypedTransaction;
  /** Highest price per gas its sender pays, in wei. */
  readonly maxFeePerGas: bigint;
}

/** Larger ones are refused, as by other clients. */
const MAX_BYTES = 128 * 1024;
const BLOB = 3;

/**
 * Decodes a raw transaction and recovers its sender.
 * @throws TransactionRefused when it is malformed, unsigned, of a kind this chain does not take, or replayable on other chains
 */
export function decodeTransaction(raw: Uint8Array, common: Common): SignedTransaction {
  if (raw.length > MAX_BYTES) throw new TransactionRefused('oversized data');
  if (raw[0] === BLOB) throw new TransactionRefused('transaction type not supported');
  let tx: TypedTransaction;
  let sender: Uint8Array;
  try {
    tx = createTxFromRLP(raw, { common });
    if (!equalBytes(tx.serialize(), raw)) throw new Error('not the canonical encoding');
    sender = tx.getSenderAddress().bytes;
  } catch (cause) {
    throw new TransactionRefused(`invalid transaction: ${firstSentence(cause)}`, { cause });
  }
  if (tx.type === 0 && !tx.supports(Capability.EIP155ReplayProtection)) {
    throw new TransactionRefused('only replay-protected (EIP-155) transactions allowed over RPC');
  }
  const maxFeePerGas = 'maxFeePerGas' in tx ? tx.maxFeePerGas : (tx as { gasPrice: bigint }).gasPrice;
  return { raw, hash: tx.hash(), sender, tx, maxFeePerGas };
}

/** The EVM library appends internals in brackets to its messages. */
export function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \((?:vm |block |tx |hf=).*$/s, '');
}
