/** The exception types of EPCIS 2.0 §12.9 that `problem+json` answers carry in `type`. */
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

const define = <T extends Record<string, CatalogueEntry>>(entries: T): { readonly [K in keyof T]: CatalogueEntry } => entries;

/** Every code Sealtrail can answer with. Transports map from here; nothing else decides a status. */
export const CATALOGUE = define({
  // platform
  INTERNAL: { status: 500, title: 'Something broke on our side', epcis: 'ImplementationException' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first', epcis: 'SecurityException' },
  FORBIDDEN: { status: 403, title: 'Not allowed', epcis: 'SecurityException' },
  NOT_FOUND: { status: 404, title: 'Not found', epcis: 'NoSuchResourceException' },
  BAD_REQUEST: { status: 400, title: 'The request is malformed', epcis: 'ValidationException' },
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
  // crypto, sdjwt
  // gs1, epcis
  // chain
  // evidence
  // trace
  // ledger
  // party
  // identity
  // cli, supervisor, postgres
});

export type ErrorCode = keyof typeof CATALOGUE;
