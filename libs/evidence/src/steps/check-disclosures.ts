import { isJsonObject, type JsonObject } from '@sealtrail/bytes/json';
import { resolveDisclosures } from '@sealtrail/sdjwt/verify';
import { issuedAt } from '../credential.js';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome } from './step.js';

const ENVELOPE = ['captured', 'capturedBy', 'eventID', 'recordTime'] as const;

/** Each field shown is one of those signed, each exactly once, and together they tell what was recorded when. */
export function checkDisclosures({ suite, parts }: StepInput): StepOutcome & { readonly event?: JsonObject } {
  const { credential } = parts;
  if (!credential.ok) return skipped('disclosures', 'disclosures.noRecord');
  const { jws, disclosures } = credential.value;
  const resolved = attempt(() => resolveDisclosures(suite.sha256, jws.payload, disclosures));
  if (!resolved.ok) return failed('disclosures', 'disclosures.malformed', { reason: resolved.reason }, resolved.code);
  const { claims, hidden } = resolved.value;
  const { event, recordTime } = claims;
  if (!isJsonObject(event))
    return failed('disclosures', 'disclosures.incomplete', {
      expected: 'an event',
      found: Object.keys(claims).join(', '),
    });
  if (typeof recordTime === 'string' && issuedAt(recordTime) !== claims['iat']) {
    return failed('disclosures', 'disclosures.wrongTime', {
      expected: `second ${JSON.stringify(claims['iat']) ?? 'none'}`,
      found: recordTime,
    });
  }
  const facts = Object.fromEntries(
    ENVELOPE.flatMap((name) => (typeof claims[name] === 'string' ? [[name, claims[name]]] : [])),
  );
  return {
    ...passed('disclosures', 'disclosures.passed', { shown: disclosures.length, hidden }, { ...facts, hidden }),
    event,
  };
}
