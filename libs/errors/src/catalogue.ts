/** The exception types of EPCIS 2.0 §12 that `problem+json` answers carry in `type`. */
export type EpcisExceptionType =
  | 'ValidationException'
  | 'SecurityException'
  | 'NoSuchNameException'
  | 'CaptureLimitExceededException'
  | 'UnsupportedMediaTypeException'
  | 'NotAcceptableException'
  | 'ResourceAlreadyExistsException'
  | 'QueryValidationException'
  | 'QueryParameterException'
  | 'QueryTooLargeException'
  | 'QueryTooComplexException'
  | 'NoSuchResourceException'
  | 'NotImplementedException'
  | 'ImplementationException'
  | 'SubscriptionControlsException'
  | 'InvalidURIException';

interface CatalogueEntry {
  /** HTTP status on REST transports. */
  readonly status: number;
  /** A few words, the same for every occurrence. */
  readonly title: string;
  readonly epcis?: EpcisExceptionType;
}

const define = <T extends Record<string, CatalogueEntry>>(entries: T): { readonly [K in keyof T]: CatalogueEntry } =>
  entries;

/** Every code Sealtrail can answer with. Transports map from here; nothing else decides a status. */
export const CATALOGUE = define({
  // platform
  INTERNAL: { status: 500, title: 'Something broke on our side', epcis: 'ImplementationException' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first', epcis: 'SecurityException' },
  FORBIDDEN: { status: 403, title: 'Not allowed', epcis: 'SecurityException' },
  NOT_FOUND: { status: 404, title: 'Not found', epcis: 'NoSuchResourceException' },
  BAD_REQUEST: { status: 400, title: 'The request is malformed', epcis: 'ValidationException' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Method not allowed', epcis: 'NotImplementedException' },
  NOT_ACCEPTABLE: { status: 406, title: 'Not acceptable', epcis: 'NotAcceptableException' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Unsupported media type', epcis: 'UnsupportedMediaTypeException' },
  OVERLOADED: { status: 429, title: 'Too much is waiting', epcis: 'ImplementationException' },
  UNAVAILABLE: { status: 503, title: 'Not available just now', epcis: 'ImplementationException' },
  QUERY_TOO_COMPLEX: { status: 400, title: 'Query too complex', epcis: 'QueryTooComplexException' },
  REQUEST_TOO_LARGE: { status: 413, title: 'Request body too large', epcis: 'ValidationException' },
  HEADERS_TOO_LARGE: { status: 431, title: 'Address and headers too large', epcis: 'ValidationException' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive', epcis: 'ValidationException' },
  // bytes
  BYTES_BAD_HEX: { status: 400, title: 'Not hexadecimal' },
  BYTES_BAD_BASE64: { status: 400, title: 'Not canonical Base64' },
  BYTES_BAD_UTF8: { status: 400, title: 'Not UTF-8' },
  JSON_SYNTAX: { status: 400, title: 'Not JSON', epcis: 'ValidationException' },
  JSON_DUPLICATE_KEY: { status: 400, title: 'Duplicate member name', epcis: 'ValidationException' },
  JSON_LONE_SURROGATE: { status: 400, title: 'Lone surrogate in a string', epcis: 'ValidationException' },
  JSON_TOO_DEEP: { status: 400, title: 'Nested too deeply', epcis: 'ValidationException' },
  JSON_TOO_LARGE: { status: 413, title: 'Document too large', epcis: 'CaptureLimitExceededException' },
  JSON_NUMBER: { status: 400, title: 'Number cannot be represented exactly', epcis: 'ValidationException' },
  // merkle, tlog
  MERKLE_BAD_SIZE: { status: 400, title: 'Sizes or indexes do not fit' },
  MERKLE_BAD_PROOF: { status: 400, title: 'Merkle proof does not hold' },
  MERKLE_NODE_MISSING: { status: 500, title: 'A node of the tree is missing' },
  TLOG_BAD_KEY: { status: 400, title: 'Not a verifier key' },
  TLOG_BAD_NOTE: { status: 400, title: 'Not a signed note' },
  TLOG_BAD_SIGNATURE: { status: 400, title: 'Note signature does not hold' },
  TLOG_BAD_CHECKPOINT: { status: 400, title: 'Not a checkpoint' },
  TLOG_BAD_TILE: { status: 400, title: 'Not a tile of this tree' },
  TLOG_BAD_PROOF: { status: 400, title: 'Not a tlog-proof' },
  // crypto, sdjwt
  CRYPTO_BAD_KEY: { status: 400, title: 'Key is malformed or unsafe' },
  SDJWT_MALFORMED: { status: 400, title: 'Not an SD-JWT' },
  SDJWT_BAD_SIGNATURE: { status: 400, title: 'Signature does not hold' },
  SDJWT_BAD_DISCLOSURE: { status: 400, title: 'Disclosures do not fit' },
  // gs1, epcis
  GS1_CHECK_DIGIT: { status: 400, title: 'Wrong check digit', epcis: 'ValidationException' },
  GS1_LENGTH: { status: 400, title: 'Identifier of the wrong length', epcis: 'ValidationException' },
  GS1_CHARACTER: { status: 400, title: 'Character not allowed in an identifier', epcis: 'ValidationException' },
  GS1_ORDER: { status: 400, title: 'Digital Link parts in the wrong order', epcis: 'ValidationException' },
  GS1_UNKNOWN_AI: { status: 400, title: 'Unknown application identifier', epcis: 'ValidationException' },
  GS1_DATE: { status: 400, title: 'Not a date', epcis: 'ValidationException' },
  GS1_NO_KEY: { status: 400, title: 'The scan holds no key', epcis: 'ValidationException' },
  GS1_UNRECOGNISED: { status: 400, title: 'Not an identifier', epcis: 'ValidationException' },
  // chain
  CHAIN_BAD_RLP: { status: 400, title: 'Not canonical RLP' },
  CHAIN_BAD_HEADER: { status: 400, title: 'Not a QBFT block header' },
  CHAIN_BAD_SEALS: { status: 400, title: 'Commit seals do not hold' },
  CHAIN_BAD_PROOF: { status: 400, title: 'State proof does not hold' },
  CHAIN_UNREACHABLE: { status: 503, title: 'The chain does not answer' },
  CHAIN_RPC_ERROR: { status: 502, title: 'The chain refused the request' },
  CHAIN_NODE_START: { status: 500, title: 'The chain node cannot start' },
  CHAIN_BAD_BLOCK: { status: 400, title: 'Block does not follow the rules of the chain' },
  // evidence
  EVIDENCE_UNREADABLE: { status: 400, title: 'Not an evidence file' },
  EVIDENCE_INVALID: { status: 400, title: 'Evidence does not hold' },
  TRUST_UNREADABLE: { status: 400, title: 'Not a trust file' },
  TRUST_MISMATCH: { status: 400, title: 'Other trust roots than the pinned ones' },
  // trace
  CAPTURE_TOO_LARGE: { status: 413, title: 'Capture too large', epcis: 'CaptureLimitExceededException' },
  CAPTURE_INVALID: { status: 400, title: 'The document does not follow EPCIS 2.0', epcis: 'ValidationException' },
  CAPTURE_REFUSED: { status: 400, title: 'Nothing was captured', epcis: 'ValidationException' },
  EVENT_ID_CONFLICT: {
    status: 409,
    title: 'This eventID belongs to another event',
    epcis: 'ResourceAlreadyExistsException',
  },
  GLN_NOT_YOURS: { status: 403, title: 'This location belongs to another organisation', epcis: 'SecurityException' },
  NO_ORGANISATION: {
    status: 403,
    title: 'Your account belongs to no registered organisation',
    epcis: 'SecurityException',
  },
  QUERY_PARAMETER: { status: 400, title: 'This query parameter is not understood', epcis: 'QueryParameterException' },
  BAD_CURSOR: { status: 400, title: 'Not a page token of this list', epcis: 'QueryParameterException' },
  // ledger
  LEDGER_KEY_MISSING: { status: 500, title: 'A key of the log is missing or unreadable' },
  LEDGER_KEY_MISMATCH: { status: 500, title: 'The key on disk is not the registered one' },
  LEDGER_ORIGIN_MISMATCH: { status: 500, title: 'The database belongs to another log' },
  LEDGER_GAP: { status: 500, title: 'The log has a gap' },
  LEDGER_INCONSISTENT: { status: 500, title: 'The tree does not continue the published one' },
  LEDGER_CHAIN_DOWN: { status: 503, title: 'The chain does not answer' },
  LEDGER_CHAIN_WRONG: { status: 500, title: 'Another chain than the one anchored on' },
  LEDGER_CHAIN_ROLLED_BACK: { status: 500, title: 'The chain lost an anchor' },
  LEDGER_CHAIN_DIVERGED: { status: 500, title: 'The chain holds a head that is not in our tree' },
  LEDGER_CHAIN_REFUSED: { status: 502, title: 'The chain refuses the anchor' },
  LEDGER_CONTRACT_UNUSABLE: { status: 500, title: 'The anchor contract cannot be used' },
  LEDGER_FINALITY_UNPROVEN: { status: 502, title: 'The chain cannot prove the anchor final' },
  NOT_YET_ANCHORED: { status: 409, title: 'Not anchored yet' },
  EVIDENCE_SELF_CHECK: { status: 500, title: 'The stored proof does not hold' },
  EVIDENCE_ERASED: { status: 410, title: 'Erased' },
  // party
  PARTY_BAD_SLUG: { status: 400, title: 'Not a usable short name' },
  PARTY_UNKNOWN_ROLE: { status: 400, title: 'No such role' },
  PARTY_BAD_PREFIX: { status: 400, title: 'Not a GS1 company prefix' },
  PARTY_PREFIX_TAKEN: { status: 409, title: 'This company prefix belongs to another organisation' },
  PARTY_BAD_GLN: { status: 400, title: 'Not a GLN' },
  PARTY_BAD_GTIN: { status: 400, title: 'Not a GTIN' },
  PARTY_BAD_PLACE: { status: 400, title: 'Not a place on this planet' },
  PARTY_TAKEN: { status: 409, title: 'Registered to another organisation already' },
  PARTY_UNKNOWN_ORGANISATION: { status: 404, title: 'No such organisation' },
  // identity
  IDENTITY_CONFIG: { status: 500, title: 'The identity provider is configured wrongly' },
  IDENTITY_DATABASE: { status: 503, title: 'The identity provider has no usable database' },
  IDENTITY_PORT_BUSY: { status: 500, title: 'The port of the identity provider is taken' },
  // cli, supervisor, postgres
  POSTGRES_NO_BINARIES: { status: 500, title: 'No embedded PostgreSQL for this platform' },
  POSTGRES_ROOT: { status: 500, title: 'PostgreSQL cannot run as root' },
  POSTGRES_FAILED: { status: 500, title: 'PostgreSQL does not start' },
  MIGRATION_FAILED: { status: 500, title: 'A migration failed' },
  MIGRATION_CHANGED: { status: 500, title: 'An applied migration was edited' },
  TEST_DATABASE_FAILED: { status: 500, title: 'No database for the tests' },
  USAGE: { status: 400, title: 'Wrong use of the command' },
  FILE_UNREADABLE: { status: 400, title: 'File cannot be read' },
  PORT_BUSY: { status: 500, title: 'A port is taken' },
  ALREADY_RUNNING: { status: 500, title: 'Already running' },
  NOT_RUNNING: { status: 500, title: 'Not running' },
  HOME_NOT_WRITABLE: { status: 500, title: 'No right to write' },
  DISK_FULL: { status: 500, title: 'Disk is full' },
  PART_FAILED: { status: 500, title: 'A part does not start' },
  API_UNREACHABLE: { status: 503, title: 'The API does not answer' },
  API_REFUSED: { status: 502, title: 'The API refused the request' },
});

export type ErrorCode = keyof typeof CATALOGUE;
