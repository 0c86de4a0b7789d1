import { verifyJws } from '@sealtrail/sdjwt/jws';
import { CREDENTIAL_TYPE } from '../credential.js';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome, timeText } from './step.js';

/** The record is signed by the notary key that the log vouches for, and says of itself that it is an event. */
export function checkCredential({ suite, parts }: StepInput): StepOutcome {
  const { credential, statement } = parts;
  if (!credential.ok)
    return failed('credential', 'credential.malformed', { reason: credential.reason }, credential.code);
  const { header, payload } = credential.value.jws;
  const { alg: _, typ, kid, ...rest } = header;
  if (typ !== CREDENTIAL_TYPE || typeof kid !== 'string' || Object.keys(rest).length > 0) {
    return failed('credential', 'credential.wrongHeader', {
      expected: `type ${CREDENTIAL_TYPE} and a key id`,
      found: JSON.stringify(header).slice(0, 200),
    });
  }
  if (!statement.ok) return skipped('credential', 'credential.noKey');
  const { origin, notaryKey } = statement.value;
  const signature = attempt(() => verifyJws(suite, credential.value.jws, { alg: 'EdDSA', publicKey: notaryKey }));
  if (!signature.ok)
    return failed(
      'credential',
      'credential.badSignature',
      { kid: statement.value.kid, reason: signature.reason },
      signature.code,
    );
  const { iat } = payload;
  if (!Number.isSafeInteger(iat) || (iat as number) < 0) {
    return failed('credential', 'credential.malformed', {
      reason: `Expected a time of signing in seconds, found ${JSON.stringify(iat) ?? 'none'}.`,
    });
  }
  return passed('credential', 'credential.passed', { origin, signedAt: timeText(BigInt(iat as number)) });
}
