import type { ErrorCode } from '@sealtrail/errors/catalogue';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { type MessageId, type MessageParams, say } from '../messages.js';
import type { EvidenceFacts, EvidenceFile, StepName, StepResult, TrustRoots } from '../types.js';
import type { Parts } from './read-parts.js';

/** What every step sees. */
export interface StepInput {
  readonly suite: CryptoSuite;
  readonly file: EvidenceFile;
  readonly parts: Parts;
  /** Undefined when none were given and the file names none. */
  readonly trust: TrustRoots | undefined;
  readonly trustSource: 'given' | 'firstUse' | 'missing';
}

export interface StepOutcome {
  readonly step: StepResult;
  readonly facts?: EvidenceFacts;
}

export function passed(
  name: StepName,
  message: MessageId,
  params: MessageParams,
  facts: EvidenceFacts = {},
): StepOutcome {
  return { step: { name, status: 'passed', sentence: say(message, params), message, params }, facts };
}

export function failed(
  name: StepName,
  message: MessageId,
  params: MessageParams = {},
  code: ErrorCode = 'EVIDENCE_INVALID',
): StepOutcome {
  return { step: { name, status: 'failed', sentence: say(message, params), message, params, code } };
}

export function skipped(name: StepName, message: MessageId, params: MessageParams = {}): StepOutcome {
  return { step: { name, status: 'skipped', sentence: say(message, params), message, params } };
}

/** Seconds since 1970 as RFC 3339; far-off values as they are. */
export function timeText(seconds: bigint): string {
  return seconds < 100_000_000_000n ? new Date(Number(seconds) * 1000).toISOString() : `second ${seconds}`;
}
