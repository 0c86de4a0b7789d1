import { createFeeMarket1559Tx, createLegacyTx } from '@ethereumjs/tx';
import { Address } from '@ethereumjs/util';
import { runTx, type RunTxResult } from '@ethereumjs/vm';
import { toHex0x } from '@sealtrail/bytes/hex';
import { equalBytes } from '@sealtrail/bytes/equal';
import type { Block } from '../chain/block.js';
import type { Chain } from '../chain/chain.js';
import { evmBlock } from '../chain/execute-block.js';
import { firstSentence } from '../txpool/decode-transaction.js';
import { bytesParam, objectParam, quantityParam } from './params.js';
import { invalidParams, RPC, RpcError } from './rpc-error.js';

/** Gas a call may use when its caller names none or more: about a second of work. */
const CALL_GAS_CAP = 50_000_000n;
/** EIP-7825. */
const TRANSACTION_GAS_CAP = 1n << 24n;
/** How near the least sufficient gas an estimate comes. */
const ESTIMATE_PRECISION = 64n;

interface CallRequest {
  readonly from: Address;
  readonly to?: Address;
  readonly data: Uint8Array;
  readonly value: bigint;
  readonly gas?: bigint;
}

/** A call object of `eth_call` and `eth_estimateGas`; fees play no part on this chain. */
export function callParam(value: unknown): CallRequest {
  const call = objectParam(value, 'transaction');
  const member = <T>(name: string, read: (value: unknown, name: string) => T): T | undefined =>
    call[name] === undefined || call[name] === null ? undefined : read(call[name], name);
  const address = (name: string): Address | undefined =>
    member(name, (text) => new Address(bytesParam(text, name, 20)));
  const [data, input] = [member('data', bytesParam), member('input', bytesParam)];
  if (data && input && !equalBytes(data, input)) throw invalidParams('both "data" and "input" are set and not equal');
  return {
    from: address('from') ?? new Address(new Uint8Array(20)),
    to: address('to'),
    data: input ?? data ?? new Uint8Array(0),
    value: member('value', quantityParam) ?? 0n,
    gas: member('gas', quantityParam),
  };
}

const environmentOf = ({ header }: Block) => ({
  number: header.number,
  parentHash: header.parentHash,
  coinbase: header.coinbase,
  timestamp: header.timestamp,
  gasLimit: header.gasLimit,
});

function failure(error: string, returnValue: Uint8Array): RpcError {
  if (error !== 'revert') return new RpcError(RPC.server, error);
  const data = toHex0x(returnValue);
  return new RpcError(
    RPC.reverted,
    returnValue.length ? `execution reverted${reason(returnValue)}` : 'execution reverted',
    data,
  );
}

/** The text of Solidity's Error(string), when that is what was thrown. */
function reason(data: Uint8Array): string {
  const isErrorString = toHex0x(data.subarray(0, 4)) === '0x08c379a0' && data.length >= 68;
  if (!isErrorString) return '';
  const length = new DataView(data.buffer, data.byteOffset).getUint32(64);
  return `: ${new TextDecoder().decode(data.subarray(68, 68 + length))}`;
}

/** Runs a call on the state of a block and answers what it returns. */
export async function call(chain: Chain, block: Block, request: CallRequest): Promise<Uint8Array> {
  const machine = await chain.machineAt(block.header);
  const { from: caller, to, data, value, gas } = request;
  const { execResult } = await machine.vm.evm.runCall({
    caller,
    to,
    data,
    value,
    gasLimit: gas !== undefined && gas < CALL_GAS_CAP ? gas : CALL_GAS_CAP,
    gasPrice: 0n,
    skipBalance: true,
    block: evmBlock(environmentOf(block), machine.vm.common),
  });
  if (execResult.exceptionError) throw failure(execResult.exceptionError.error, execResult.returnValue);
  return execResult.returnValue;
}

/** The least gas limit, within two percent, with which the transaction succeeds. */
export async function estimateGas(chain: Chain, block: Block, request: CallRequest): Promise<bigint> {
  const machine = await chain.machineAt(block.header);
  const { vm } = machine;
  const env = evmBlock(environmentOf(block), vm.common);
  const cap = [request.gas, block.header.gasLimit, TRANSACTION_GAS_CAP].reduce<bigint>(
    (least, gas) => (gas !== undefined && gas < least ? gas : least),
    TRANSACTION_GAS_CAP,
  );

  const attempt = async (gasLimit: bigint): Promise<RunTxResult> => {
    const { from, to, data, value } = request;
    const tx = createFeeMarket1559Tx(
      { to, data, value, gasLimit, chainId: vm.common.chainId() },
      { common: vm.common, freeze: false },
    );
    Object.defineProperty(tx, 'getSenderAddress', { value: () => from });
    await vm.evm.journal.checkpoint();
    try {
      return await runTx(vm, { tx, block: env, skipBalance: true, skipNonce: true, skipHardForkValidation: true });
    } finally {
      await vm.evm.journal.revert();
    }
  };

  const full = await attempt(cap).catch((error: unknown) => {
    throw new RpcError(RPC.server, firstSentence(error));
  });
  if (full.execResult.exceptionError) throw failure(full.execResult.exceptionError.error, full.execResult.returnValue);

  let low = createLegacyTx({ to: request.to, data: request.data }, { common: vm.common }).getIntrinsicGas() - 1n;
  let high = cap;
  const enough = (gas: bigint): Promise<boolean> =>
    attempt(gas).then(
      (result) => result.execResult.exceptionError === undefined,
      () => false,
    );
  // What was spent, refunds included, and a 64th for the gas held back at each call (EIP-150) is nearly always enough.
  const spent = full.totalGasSpent + full.gasRefund;
  const guess = spent + spent / 63n + 2_300n;
  if (guess < high && (await enough(guess))) high = guess;
  if (await enough(full.totalGasSpent)) return full.totalGasSpent;
  low = low > full.totalGasSpent ? low : full.totalGasSpent;
  while (high - low > high / ESTIMATE_PRECISION) {
    const middle = (high + low) / 2n;
    if (await enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
