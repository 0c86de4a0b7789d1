import type { Common } from '@ethereumjs/common';
import { createEVM, EVMError } from '@ethereumjs/evm';
import { createMPT } from '@ethereumjs/mpt';
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager';
import { ValueEncoding } from '@ethereumjs/util';
import { createVM, type VM } from '@ethereumjs/vm';
import { NodeOverlay, type ReadNode } from './node-overlay.js';

/** An EVM over a state that can be thrown away: what it writes stays in `overlay`. */
export interface StateMachine {
  readonly vm: VM;
  readonly state: MerkleStateManager;
  readonly overlay: NodeOverlay;
}

/**
 * Makes an EVM whose state begins at `root`.
 * `blockHash` answers the on-chain hash of one of the last 256 blocks, for the BLOCKHASH instruction.
 */
export async function createStateMachine(
  common: Common,
  read: ReadNode,
  root: Uint8Array,
  blockHash: (number: bigint) => Uint8Array,
): Promise<StateMachine> {
  const overlay = new NodeOverlay(read);
  const trie = await createMPT({ db: overlay, useKeyHashing: true, common, valueEncoding: ValueEncoding.Bytes });
  const state = new MerkleStateManager({ common, trie, caches: new Caches() });
  const blockchain = {
    getBlock: async (number: number) => ({ hash: () => blockHash(BigInt(number)) }),
    putBlock: async () => {},
    shallowCopy: () => blockchain,
  };
  const evm = await createEVM({
    common,
    stateManager: state,
    blockchain,
    // The chain takes no blobs, so there is no KZG setup: point evaluation fails as for a wrong proof.
    customPrecompiles: [
      {
        address: `0x${'00'.repeat(19)}0a`,
        function: ({ gasLimit }) => ({
          executionGasUsed: gasLimit,
          returnValue: new Uint8Array(0),
          exceptionError: new EVMError(EVMError.errorMessages.INVALID_PROOF),
        }),
      },
    ],
  });
  const vm = await createVM({ common, stateManager: state, blockchain, evm });
  await state.setStateRoot(root);
  return { vm, state, overlay };
}
