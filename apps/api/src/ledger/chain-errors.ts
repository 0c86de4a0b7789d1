import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** The chain that answers is not the one this log is anchored on. */
export const wrongChain = (sentence: string): SealtrailError => new SealtrailError('LEDGER_CHAIN_WRONG', sentence);
/** The chain has forgotten an anchor that was final: it was reset or restored from an old copy. */
export const rolledBack = (sentence: string): SealtrailError =>
  new SealtrailError('LEDGER_CHAIN_ROLLED_BACK', sentence);
/** The chain holds a head of this log that our tree does not contain. */
export const diverged = (sentence: string): SealtrailError => new SealtrailError('LEDGER_CHAIN_DIVERGED', sentence);
export const contractUnusable = (sentence: string): SealtrailError =>
  new SealtrailError('LEDGER_CONTRACT_UNUSABLE', sentence);
export const refused = (sentence: string, cause: unknown): SealtrailError =>
  new SealtrailError('LEDGER_CHAIN_REFUSED', sentence, {}, { cause });
