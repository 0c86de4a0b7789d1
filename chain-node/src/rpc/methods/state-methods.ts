import { toHex, toHex0x } from '@sealtrail/bytes/hex';
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';
import { requireBlock } from '../block-tag.js';
import { call, callParam, estimateGas } from '../call.js';
import { bytesParam, quantity, slotParam } from '../params.js';
import type { RpcContext, RpcMethods } from '../rpc-context.js';
import { invalidParams, RPC, RpcError } from '../rpc-error.js';

const MAX_PROVEN_SLOTS = 1_024;

const accountAt = ({ chain }: RpcContext, address: unknown, tag: unknown) =>
  chain.state.account(requireBlock(chain, tag).header.stateRoot, bytesParam(address, 'address', 20));

function noOverrides(...overrides: readonly unknown[]): void {
  if (overrides.some((one) => one !== undefined && one !== null && Object.keys(one).length > 0)) {
    throw invalidParams('state and block overrides are not supported');
  }
}

/** Accounts, storage, proofs and calls, at any block: no state is ever thrown away. */
export const stateMethods: RpcMethods = {
  eth_getBalance: (context, [address, tag]) => quantity(accountAt(context, address, tag).account?.balance ?? 0n),
  eth_getCode: (context, [address, tag]) => toHex0x(context.chain.state.code(accountAt(context, address, tag).account)),
  eth_getTransactionCount: (context, [address, tag]) =>
    tag === 'pending'
      ? quantity(context.pool.nextNonce(bytesParam(address, 'address', 20)))
      : quantity(accountAt(context, address, tag).account?.nonce ?? 0n),
  eth_getStorageAt: (context, [address, slot, tag]) => {
    const { account } = accountAt(context, address, tag);
    const key = slotParam(slot, 'slot');
    const { word } = context.chain.state.storage(account?.storageRoot ?? EMPTY_TRIE_ROOT, key);
    return `0x${word.toString(16).padStart(64, '0')}`;
  },
  eth_getProof: (context, [address, slots, tag]) => {
    const keys = slots ?? [];
    if (!Array.isArray(keys)) throw invalidParams('invalid argument: slots expected a list');
    if (keys.length > MAX_PROVEN_SLOTS) throw new RpcError(RPC.limit, `at most ${MAX_PROVEN_SLOTS} slots per proof`);
    const { account, proof } = accountAt(context, address, tag);
    const storageRoot = account?.storageRoot ?? EMPTY_TRIE_ROOT;
    return {
      address: toHex0x(bytesParam(address, 'address', 20)),
      accountProof: proof.map(toHex0x),
      balance: quantity(account?.balance ?? 0n),
      codeHash: toHex0x(account?.codeHash ?? EMPTY_CODE_HASH),
      nonce: quantity(account?.nonce ?? 0n),
      storageHash: toHex0x(storageRoot),
      storageProof: keys.map((slot: unknown) => {
        const key = slotParam(slot, 'slot');
        const { word, proof: nodes } = context.chain.state.storage(storageRoot, key);
        const isWhole = typeof slot === 'string' && slot.length === 66;
        return {
          key: isWhole ? `0x${toHex(key)}` : quantity(BigInt(`0x${toHex(key)}`)),
          value: quantity(word),
          proof: nodes.map(toHex0x),
        };
      }),
    };
  },
  eth_call: async ({ chain }, [request, tag, state, block]) => {
    noOverrides(state, block);
    return toHex0x(await call(chain, requireBlock(chain, tag), callParam(request)));
  },
  eth_estimateGas: async ({ chain }, [request, tag, state]) => {
    noOverrides(state);
    return quantity(await estimateGas(chain, requireBlock(chain, tag), callParam(request)));
  },
};
