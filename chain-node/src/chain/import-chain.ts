import { equalBytes } from '@sealtrail/bytes/equal';
import { encodeHeader, onChainHash } from '@sealtrail/chain-client/qbft-header';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { validateHeader } from '../consensus/qbft/validate-header.js';
import { decodeTransaction } from '../txpool/decode-transaction.js';
import { TransactionRefused } from '../txpool/refused.js';
import { decodeBlock, type Block } from './block.js';
import type { Chain } from './chain.js';

function bad(number: bigint, why: string, cause?: unknown): SealtrailError {
  return new SealtrailError('CHAIN_BAD_BLOCK', `Block ${number} ${why}.`, { number: number.toString() }, { cause });
}

/**
 * Appends one block made elsewhere: header rules and seals are checked, every transaction is run again,
 * and each root must come out as the header says. On an error the chain is as before.
 * @throws SealtrailError CHAIN_BAD_BLOCK, CHAIN_BAD_SEALS
 */
export async function importBlock(
  chain: Chain,
  { header, transactions }: Pick<Block, 'header' | 'transactions'>,
  nowMs: number,
): Promise<void> {
  const parent = chain.head.header;
  validateHeader(header, { parent, validators: chain.validatorsAfter(parent), nowMs, engine: chain.engine });
  const signed = transactions.map((raw) => {
    try {
      return decodeTransaction(raw, chain.common);
    } catch (cause) {
      throw cause instanceof TransactionRefused
        ? bad(header.number, 'holds a transaction this chain does not take', cause)
        : cause;
    }
  });
  const candidate = await chain.execute(chain.nextEnvironment(header.coinbase, header.timestamp), signed);
  const agrees = equalBytes(encodeHeader(candidate.fields, header.extra), header.raw);
  if (candidate.execution.included.length !== signed.length || !agrees) {
    await chain.discard();
    throw bad(header.number, 'does not lead to the state that its header names');
  }
  chain.append(header, candidate);
}

/**
 * Appends the blocks of a file: RLP blocks one after the other, as `debug_getRawBlock` answers them and other clients export them.
 * Blocks the chain already has are skipped. Answers how many were new.
 * @throws SealtrailError CHAIN_NODE_START at the first block that does not fit; the ones before it stay
 */
export async function importChain(chain: Chain, file: Uint8Array, nowMs: number): Promise<number> {
  let imported = 0;
  for (let offset = 0; offset < file.length;) {
    try {
      const block = decodeBlock(file, offset);
      offset = block.end;
      const known = chain.block(block.header.number);
      if (!known) {
        await importBlock(chain, block, nowMs);
        imported++;
      } else if (!equalBytes(known.hash, onChainHash(block.header, chain.engine.keccak256))) {
        throw bad(block.header.number, 'differs from the one this node has');
      }
    } catch (cause) {
      if (!isSealtrailError(cause)) throw cause;
      throw new SealtrailError(
        'CHAIN_NODE_START',
        `The import stops at byte ${offset}: ${cause.message}`,
        { offset, imported },
        { cause },
      );
    }
  }
  return imported;
}
