import { utf8 } from '@sealtrail/bytes/utf8';
import { fromBase64Url } from '@sealtrail/bytes/base64';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { CREDENTIAL_TYPE } from '@sealtrail/evidence/credential';
import { claimedLogKey, openKeyStatement } from '@sealtrail/evidence/key-statement';
import { encodePart } from '@sealtrail/sdjwt/jws';
import { parseVkey, type VerifierKey, verifierKey } from '@sealtrail/tlog/vkey';
import type { Findings } from './findings.js';
import { type FsckOptions, LOG_ID } from './types.js';

export interface LogKeys {
  readonly origin: string;
  /** Undefined when neither trust roots nor the first leaf tell it. */
  readonly log: VerifierKey | undefined;
  /** Encoded JWS header of credentials and the key that signs under it. */
  readonly notaries: ReadonlyMap<string, Uint8Array>;
}

/** The keys of the log: from trust roots where given, else from the first leaf, which then only vouches for itself. */
export async function readLogKeys(
  { client, suite, trust }: FsckOptions,
  findings: Findings,
  skipped: string[],
): Promise<LogKeys> {
  const { rows: heads } = await client.query<{ origin: string }>('SELECT origin FROM log_head WHERE log_id = $1', [
    LOG_ID,
  ]);
  const { rows } = await client.query<{ kid: string; statement: string }>(
    'SELECT kid, statement FROM key_event ORDER BY batch_id, pos LIMIT 100',
  );
  const origin = trust?.log.origin ?? statedOrigin(rows[0]?.statement) ?? heads[0]?.origin ?? '';
  if (heads[0] && heads[0].origin !== origin) {
    findings.add({
      table: 'log_head',
      key: { log_id: String(LOG_ID) },
      column: 'origin',
      kind: 'changed',
      sentence: `The log is ${origin}, the head names it ${heads[0].origin}.`,
    });
  }
  const log = trust ? parseVkey(suite.sha256, trust.log.vkey) : claimedKey(suite, origin, rows[0]?.statement);
  if (!trust) skipped.push('No trust roots were given: the log key was taken from the first leaf of the log itself.');
  const notaries = new Map<string, Uint8Array>();
  for (const { statement } of rows) {
    try {
      if (!log) continue;
      const { kid, notaryKey } = openKeyStatement(suite, statement, { origin, publicKey: log.publicKey });
      notaries.set(encodePart({ alg: 'EdDSA', typ: CREDENTIAL_TYPE, kid }), notaryKey);
    } catch {
      // named where the leaf is checked
    }
  }
  if (notaries.size === 0)
    skipped.push('No notary key could be established: the signatures of credentials were not checked.');
  return { origin, log, notaries };
}

/** True when a known notary key signed this credential, or when no key is known at all. */
export function isSigned(suite: CryptoSuite, { notaries }: LogKeys, credential: string): boolean {
  if (notaries.size === 0) return true;
  const [header, payload, signature, ...rest] = credential.split('.');
  const key = notaries.get(header ?? '');
  if (!key || payload === undefined || signature === undefined || rest.length > 0) return false;
  try {
    return suite.verifyEd25519(key, utf8(`${header}.${payload}`), fromBase64Url(signature));
  } catch {
    return false;
  }
}

function claimedKey(suite: CryptoSuite, origin: string, statement: string | undefined): VerifierKey | undefined {
  try {
    const key = statement === undefined ? undefined : claimedLogKey(statement);
    return key && verifierKey(suite.sha256, origin, key);
  } catch {
    return undefined;
  }
}

function statedOrigin(statement: string | undefined): string | undefined {
  try {
    const payload: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(statement?.split('.')[1] ?? '')));
    const iss = (payload as { iss?: unknown }).iss;
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined;
  }
}
