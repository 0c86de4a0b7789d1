import type { JsonObject } from '@sealtrail/bytes/json';
import type { IndexedEvent } from '@sealtrail/epcis/index-event';
import type { IssueDetail } from '../platform/errors/problem.js';
import type { CapturedDocument } from './captured-document.js';
import type { IdentityKeys } from './identity-keys.js';

export type ErrorBehaviour = 'rollback' | 'proceed';

/** An event that passed every check but those against what is stored: ready for its transaction. */
export interface PreparedEvent {
  /** Place in the document, from 0. */
  readonly ordinal: number;
  readonly value: JsonObject;
  readonly payload: Uint8Array;
  readonly eventId: string;
  readonly index: IndexedEvent;
  /** SHA-256 inside the CBV hash URI. */
  readonly cbvHash: Uint8Array;
  readonly keys: IdentityKeys;
  readonly parties: readonly { readonly organisationId: string; readonly role: number }[];
  readonly secret: Uint8Array;
  /** ASCII of the issuer-signed JWT. */
  readonly credential: Uint8Array;
  /** Log entry: SHA-256 of the credential. */
  readonly entry: Uint8Array;
}

export interface PreparedDocument {
  readonly jobId: string;
  readonly organisationId: string;
  readonly createdBy: string;
  /** Record time, in milliseconds since 1970. */
  readonly recordedAt: number;
  readonly behaviour: ErrorBehaviour;
  readonly document: CapturedDocument;
  readonly contextId: Uint8Array;
  readonly contextValue: string;
  /** Those that passed. */
  readonly events: readonly PreparedEvent[];
  /** Faults of those that did not. */
  readonly issues: readonly IssueDetail[];
}

/** Where an event stands in the log, whether it came now or before. */
export interface RecordedEvent {
  readonly ordinal: number;
  readonly eventId: string;
  readonly batchId: bigint;
  readonly pos: number;
  readonly leafIndex: bigint;
  readonly duplicate: boolean;
}

export interface DocumentOutcome {
  /** Empty when the document was refused as a whole. */
  readonly recorded: readonly RecordedEvent[];
  readonly issues: readonly IssueDetail[];
  readonly finishedAt: number;
}
