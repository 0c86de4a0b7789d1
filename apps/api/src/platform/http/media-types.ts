import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** Media types that bodies may have and answers can have. */
export const JSON_TYPES = ['application/json', 'application/ld+json'] as const;
const TAKEN = JSON_TYPES.join(' or ');
const OFFERED: ReadonlySet<string> = new Set(['*/*', 'application/*', ...JSON_TYPES, 'application/problem+json']);

const isXml = (type: string): boolean => /^(application|text)\/([a-z0-9.-]+\+)?xml$/.test(type);
/** Without parameters, in lower case, short enough for a sentence. */
const bare = (text: string | undefined): string => (text ?? '').split(';')[0]!.trim().toLowerCase().slice(0, 100);

/** The refusal of a body in another form than JSON; names what came and what is taken. */
export function unsupportedMediaType(contentType: string | undefined): SealtrailError {
  const found = bare(contentType);
  const what = isXml(found)
    ? `The body is XML (${found}). EPCIS 2.0 is taken as JSON-LD only for now, XML comes later: send ${TAKEN}.`
    : found === ''
      ? `The request does not say what its body is (no Content-Type): send ${TAKEN}.`
      : `The body is ${JSON.stringify(found)}, which is not taken here: send ${TAKEN}.`;
  return new SealtrailError('UNSUPPORTED_MEDIA_TYPE', what, { found, taken: JSON_TYPES });
}

/**
 * Checks an `Accept` header against the media types that answers have (RFC 9110 §12.5.1; a weight of 0 means "not
 * this").
 * @throws SealtrailError NOT_ACCEPTABLE; names what was asked for and what is offered
 */
export function requireReadable(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === '') return;
  const asked = accept.split(',').filter((range) => !/;\s*q=0(\.0{0,3})?\s*(;|$)/i.test(range));
  if (asked.some((range) => OFFERED.has(bare(range)))) return;
  const later = accept.split(',').some((range) => isXml(bare(range)))
    ? ' EPCIS 2.0 is given as JSON-LD only for now, XML comes later.'
    : '';
  throw new SealtrailError(
    'NOT_ACCEPTABLE',
    `Accept asks for ${JSON.stringify(accept.slice(0, 100))}; only ${JSON_TYPES.join(' and ')} are offered here.${later}`,
    { asked: accept.slice(0, 200), offered: JSON_TYPES },
  );
}
