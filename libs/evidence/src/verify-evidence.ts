import type { CryptoSuite } from '@sealtrail/crypto/suite';
import type { JsonObject } from '@sealtrail/bytes/json';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { utf8 } from '@sealtrail/bytes/utf8';
import { FileProblem, parseEvidenceFile } from './evidence-file.js';
import { checkAnchor } from './steps/check-anchor.js';
import { checkCheckpoint } from './steps/check-checkpoint.js';
import { checkCredential } from './steps/check-credential.js';
import { checkDisclosures } from './steps/check-disclosures.js';
import { checkFinality } from './steps/check-finality.js';
import { checkInclusion } from './steps/check-inclusion.js';
import { checkKey } from './steps/check-key.js';
import { checkTrust } from './steps/check-trust.js';
import { attempt, readParts } from './steps/read-parts.js';
import { failed, passed, skipped, type StepInput } from './steps/step.js';
import { trustFromEvidence } from './trust.js';
import {
  type EvidenceFacts,
  type EvidenceFile,
  STEP_NAMES,
  type StepResult,
  type TrustRoots,
  type VerifyResult,
} from './types.js';

export interface VerifyOptions {
  readonly suite: CryptoSuite;
  /** Trust roots from outside the file. Without them nothing is ever valid. */
  readonly trust?: TrustRoots;
  /** True when `trust` was just pinned from this very file ({@link trustFromEvidence}): the trust step then says so. */
  readonly firstUse?: boolean;
  /** Takes evidence that is published and not yet anchored. */
  readonly acceptUnanchored?: boolean;
}

/**
 * Checks an evidence file step by step, offline. Never throws for what is in the file. The verdict is valid only when
 * every step passed; with `acceptUnanchored`, a file without anchor may leave out the steps anchor and finality.
 */
export function verifyEvidence(text: string | Uint8Array, options: VerifyOptions): VerifyResult {
  const bytes = typeof text === 'string' ? utf8(text).length : text.length;
  let file: EvidenceFile;
  try {
    file = parseEvidenceFile(text);
  } catch (error) {
    return unreadable(error);
  }
  const input = stepInput(text, file, options);
  const disclosures = checkDisclosures(input);
  const outcomes = [
    passed('file', 'file.passed', { bytes }, { bytes }),
    checkCredential(input),
    disclosures,
    checkKey(input),
    checkInclusion(input),
    checkCheckpoint(input),
    checkAnchor(input),
    checkFinality(input),
    checkTrust(input),
  ];
  const steps = outcomes.map(({ step }) => step);
  const facts: EvidenceFacts = Object.assign({}, ...outcomes.map((outcome) => outcome.facts ?? {}));
  const isSigned = passedStep(steps, 'credential') && passedStep(steps, 'disclosures');
  const event: JsonObject | undefined = isSigned ? disclosures.event : undefined;
  return {
    verdict: isValid(steps, file, options) ? 'valid' : 'invalid',
    steps,
    ...(event === undefined ? {} : { event }),
    facts,
  };
}

function stepInput(
  text: string | Uint8Array,
  file: EvidenceFile,
  { suite, trust, firstUse }: VerifyOptions,
): StepInput {
  if (trust !== undefined)
    return { suite, file, trust, trustSource: firstUse ? 'firstUse' : 'given', parts: readParts(suite, file, trust) };
  const claimed = attempt(() => trustFromEvidence(suite, text));
  const own = claimed.ok ? claimed.value : undefined;
  return { suite, file, trust: own, trustSource: 'missing', parts: readParts(suite, file, own) };
}

function isValid(steps: readonly StepResult[], file: EvidenceFile, { acceptUnanchored }: VerifyOptions): boolean {
  const mayBeSkipped = acceptUnanchored === true && file.anchor === null;
  return steps.every(
    ({ name, status }) =>
      status === 'passed' || (mayBeSkipped && status === 'skipped' && (name === 'anchor' || name === 'finality')),
  );
}

function passedStep(steps: readonly StepResult[], name: string): boolean {
  return steps.some((step) => step.name === name && step.status === 'passed');
}

function unreadable(error: unknown): VerifyResult {
  if (!isSealtrailError(error) || !(error.cause instanceof FileProblem)) throw error;
  const { id, params } = error.cause;
  const [, ...others] = STEP_NAMES;
  const steps = [
    failed('file', id, params, 'EVIDENCE_UNREADABLE'),
    ...others.map((name) => skipped(name, 'file.unread')),
  ];
  return { verdict: 'unreadable', steps: steps.map(({ step }) => step), facts: {} };
}
