import type { Common } from '@ethereumjs/common';
import { createAccount, Address } from '@ethereumjs/util';
import { fromHex } from '@sealtrail/bytes/hex';
import { EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';
import { decodeHeader, encodeHeader, onChainHash } from '@sealtrail/chain-client/qbft-header';
import type { ExecutedBlock } from '../chain/block.js';
import { headerFields } from '../chain/header-fields.js';
import type { CryptoEngine } from '../engine/crypto-engine.js';
import { createStateMachine } from '../state/evm.js';
import { reachableNodes } from '../state/reachable.js';
import type { Genesis } from './genesis.js';

/** Block 0 with the state its allocation describes. */
export async function genesisBlock(genesis: Genesis, common: Common, engine: CryptoEngine): Promise<ExecutedBlock> {
  const { state, overlay } = await createStateMachine(
    common,
    () => undefined,
    EMPTY_TRIE_ROOT,
    () => new Uint8Array(32),
  );
  for (const [hex, { balance, nonce, code, storage }] of genesis.alloc) {
    const address = new Address(fromHex(hex));
    await state.putAccount(address, createAccount({ balance, nonce }));
    if (code.length) await state.putCode(address, code);
    for (const [slot, word] of storage) await state.putStorage(address, slot, word);
  }
  const stateRoot = await state.getStateRoot();
  const fields = headerFields(
    genesis.fork,
    {
      parentHash: new Uint8Array(32),
      coinbase: genesis.coinbase,
      number: 0n,
      gasLimit: genesis.gasLimit,
      timestamp: genesis.timestamp,
    },
    {
      stateRoot,
      transactionsRoot: EMPTY_TRIE_ROOT,
      receiptsRoot: EMPTY_TRIE_ROOT,
      logsBloom: new Uint8Array(256),
      gasUsed: 0n,
    },
  );
  const header = decodeHeader(encodeHeader(fields, genesis.extra));
  return {
    header,
    hash: onChainHash(header, engine.keccak256),
    transactions: [],
    transactionHashes: [],
    receipts: [],
    nodes: reachableNodes(stateRoot, overlay.written),
  };
}
