import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Transaction } from 'ethers';
import type { AnchorModules, OpenedChain } from './anchor-modules.js';
import { refused } from './chain-errors.js';

export interface TransactionRequest {
  readonly nonce: number;
  /** undefined creates a contract. */
  readonly to: string | undefined;
  readonly data: string;
}

export interface SignedTransaction {
  readonly hash: string;
  readonly raw: string;
}

/** Signs a transaction at the chain's present price, with a margin for blocks to come. */
export async function signTransaction(
  { chain, settings }: AnchorModules,
  { chainId }: OpenedChain,
  request: TransactionRequest,
): Promise<SignedTransaction> {
  const { wallet, publisher } = settings;
  const [gas, latest, price] = await Promise.all([estimate(), chain.block('latest'), chain.gasPrice()]);
  const gasLimit = (gas * 5n) / 4n;
  const base = latest?.baseFeePerGas;
  const fees = base === undefined ? { type: 0, gasPrice: price } : { type: 2, ...fee1559(base, price) };
  const raw = await wallet.signTransaction({
    chainId,
    nonce: request.nonce,
    to: request.to ?? null,
    data: request.data,
    value: 0n,
    gasLimit,
    ...fees,
  });
  return { raw, hash: Transaction.from(raw).hash! };

  async function estimate(): Promise<bigint> {
    try {
      return await chain.estimateGas(publisher, request.to, request.data);
    } catch (error) {
      if (isSealtrailError(error) && error.code === 'CHAIN_RPC_ERROR')
        throw refused(`The chain would not take the transaction: ${error.message}`, error);
      throw error;
    }
  }
}

/** EIP-1559 fees: room for the base fee to double; the tip is what the node's own price adds to the base fee. */
function fee1559(base: bigint, price: bigint): { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint } {
  const tip = price > base ? price - base : 0n;
  return { maxFeePerGas: 2n * base + tip, maxPriorityFeePerGas: tip };
}

export type SendResult = 'sent' | 'known' | 'nonce-used';

/**
 * Hands a signed transaction to the chain. Sending the same bytes twice is harmless: the chain knows them by their hash.
 * @throws SealtrailError LEDGER_CHAIN_REFUSED, CHAIN_UNREACHABLE
 */
export async function sendRaw({ chain, settings }: AnchorModules, raw: string): Promise<SendResult> {
  try {
    await chain.send(raw);
    return 'sent';
  } catch (error) {
    if (!isSealtrailError(error) || error.code !== 'CHAIN_RPC_ERROR') throw error;
    const message = String(error.data['rpcMessage'] ?? '').toLowerCase();
    if (/already known|known transaction|already imported|already in|already exists/.test(message)) return 'known';
    if (/nonce/.test(message) && /low|used|below/.test(message)) return 'nonce-used';
    const hint = /insufficient|balance|funds/.test(message) ? ` Give ${settings.publisher} a balance.` : '';
    throw refused(`The chain refuses the anchor: ${String(error.data['rpcMessage'])}.${hint}`, error);
  }
}

/** Signs and sends what need not be kept: a contract creation gives the same bytes each time, or the same nonce at least. */
export async function sendTransaction(
  modules: AnchorModules,
  opened: OpenedChain,
  request: TransactionRequest,
): Promise<void> {
  await sendRaw(modules, (await signTransaction(modules, opened, request)).raw);
}
