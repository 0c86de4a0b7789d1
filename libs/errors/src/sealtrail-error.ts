import { CATALOGUE, type ErrorCode } from './catalogue.js';

/** Facts behind an error: field, limit, expected and actual values. Never secrets, never personal data. */
export type ErrorData = Readonly<Record<string, unknown>>;

/**
 * The one error class of Sealtrail: a stable code, a sentence for a person, data for a program, a docs anchor.
 * Anything else that is thrown is a bug.
 */
export class SealtrailError extends Error {
  override readonly name = 'SealtrailError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, sentence: string, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(sentence, options);
    this.code = code;
    this.data = data;
  }

  /** HTTP status that transports use for this code. */
  get status(): number {
    return CATALOGUE[this.code].status;
  }

  /** Anchor in docs/errors.md. */
  get docs(): string {
    return `docs/errors.md#${this.code.toLowerCase()}`;
  }
}

/** True for errors made by Sealtrail, also across package copies. */
export function isSealtrailError(error: unknown): error is SealtrailError {
  return error instanceof Error && error.name === 'SealtrailError' && 'code' in error;
}
