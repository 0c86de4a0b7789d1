import type { ErrorCode } from '@sealtrail/errors/catalogue';
import type { JsonObject } from '@sealtrail/bytes/json';
import type { MessageId, MessageParams } from './messages.js';

/** Largest evidence file that is read, in bytes. */
export const MAX_EVIDENCE_BYTES = 4 * 1024 * 1024;

/** The proof that a final block of the chain holds the state of the log. */
export interface EvidenceAnchor {
  /** Decimal. */
  readonly chainId: string;
  /** Address of AnchorLog.sol, 0x and lower case. */
  readonly contract: string;
  /** Address of the account that anchors the log. */
  readonly publisher: string;
  /** RLP of the block header with its commit seals. */
  readonly header: string;
  /** RLP nodes from the state root to the contract's account. */
  readonly accountProof: readonly string[];
  /** RLP nodes from the storage root to the slot of the size, then to that of the root. */
  readonly storageProof: readonly [readonly string[], readonly string[]];
}

/** What an evidence file holds (`sealtrail-evidence/1`): always as RFC 8785 canonical JSON, no other members. */
export interface EvidenceFile {
  readonly format: 'sealtrail-evidence/1';
  /** The event as SD-JWT: `<jwt>~<disclosure>~...~`. */
  readonly credential: string;
  readonly key: {
    /** JWT by the log key that names the notary key. */
    readonly statement: string;
    /** tlog-proof of the statement, under the same checkpoint as `proof`. */
    readonly proof: string;
  };
  /** tlog-proof of the credential. */
  readonly proof: string;
  /** null: the log was published, not yet anchored. */
  readonly anchor: EvidenceAnchor | null;
}

/** What a verifier believes beforehand (`sealtrail-trust/1`): never taken from the file it checks. */
export interface TrustRoots {
  readonly format: 'sealtrail-trust/1';
  readonly log: { readonly origin: string; readonly vkey: string };
  /** null: no chain is trusted, so no anchor can be checked. */
  readonly chain: TrustedChain | null;
}

export interface TrustedChain {
  /** Decimal. */
  readonly chainId: string;
  /** null when pinned from an evidence file, which does not hold it. */
  readonly genesisHash: string | null;
  /** Addresses, 0x and lower case, ascending. */
  readonly validators: readonly string[];
  readonly contract: string;
  readonly publisher: string;
}

/** Steps in the order they are told. */
export const STEP_NAMES = [
  'file',
  'credential',
  'disclosures',
  'key',
  'inclusion',
  'checkpoint',
  'anchor',
  'finality',
  'trust',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface StepResult {
  readonly name: StepName;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** English sentence for a person. */
  readonly sentence: string;
  /** Message and parameters behind the sentence, for other languages. */
  readonly message: MessageId;
  readonly params: MessageParams;
  /** Present on failed steps. */
  readonly code?: ErrorCode;
}

/** Facts read on the way; each is there once the step that establishes it has passed. */
export interface EvidenceFacts {
  readonly bytes?: number;
  readonly origin?: string;
  readonly eventID?: string;
  /** Organisation that captured the event. */
  readonly capturedBy?: string;
  /** RFC 3339. */
  readonly recordTime?: string;
  /** Base64url of the SHA-256 of the event's bytes as captured. */
  readonly captured?: string;
  /** Fields of the record that this file keeps private. */
  readonly hidden?: number;
  readonly leafIndex?: string;
  readonly treeSize?: string;
  readonly chainId?: string;
  readonly blockNumber?: string;
  /** RFC 3339. */
  readonly blockTime?: string;
  readonly signers?: readonly string[];
  readonly quorum?: number;
}

export interface VerifyResult {
  /** unreadable: no evidence file at all; invalid: a step failed or was left out. */
  readonly verdict: 'valid' | 'invalid' | 'unreadable';
  readonly steps: readonly StepResult[];
  /** The event as disclosed, once credential and disclosures have passed. */
  readonly event?: JsonObject;
  readonly facts: EvidenceFacts;
}
