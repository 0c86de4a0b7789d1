import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { isGln } from './gln.js';
import { type Gs1Identifier, parseIdentifier } from './identifier.js';

/** One way to read what a person typed or scanned. */
export type SearchMeaning =
  | { readonly as: 'identifier'; readonly identifier: Gs1Identifier }
  | { readonly as: 'location'; readonly gln: string; readonly identifier: Gs1Identifier }
  | { readonly as: 'event'; readonly eventId: string }
  | { readonly as: 'hash'; readonly hex: string; readonly eventId: string }
  | { readonly as: 'lot'; readonly lot: string }
  | { readonly as: 'text'; readonly text: string };

export interface SearchText {
  readonly text: string;
  /** Likeliest first; never empty unless the text is. */
  readonly candidates: readonly SearchMeaning[];
  /** Set when the text looks like an identifier with a mistake in it. */
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const HASH = /^(?:0x)?([0-9a-f]{64})$/i;
const NAMED_HASH = /^ni:\/\/\/sha-256;[0-9a-f]{64}(\?ver=CBV\d+\.\d+)?$/i;
const LOT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/**
 * What may be meant by a text from the one search box: event id, hash, identifier, location, lot, words.
 * Total: every text gives an answer, mistakes in identifiers come back as `problem`.
 */
export function classifySearchText(input: string): SearchText {
  const text = input.trim();
  if (text === '') return { text, candidates: [] };
  const uuid = UUID.exec(text);
  if (uuid)
    return {
      text,
      candidates: [
        { as: 'event', eventId: `urn:uuid:${(uuid[1] as string).toLowerCase()}` },
        { as: 'text', text },
      ],
    };
  if (NAMED_HASH.test(text)) {
    const eventId = text.includes('?') ? text : `${text.toLowerCase()}?ver=CBV2.0`;
    return {
      text,
      candidates: [
        { as: 'event', eventId },
        { as: 'text', text },
      ],
    };
  }
  const hash = HASH.exec(text);
  if (hash) {
    const hex = (hash[1] as string).toLowerCase();
    return {
      text,
      candidates: [
        { as: 'hash', hex, eventId: `ni:///sha-256;${hex}?ver=CBV2.0` },
        { as: 'text', text },
      ],
    };
  }
  return identifierOrWords(text);
}

function identifierOrWords(text: string): SearchText {
  const words: SearchMeaning[] = [...(LOT.test(text) ? [{ as: 'lot' as const, lot: text }] : []), { as: 'text', text }];
  try {
    const identifier = parseIdentifier(text);
    // A private URI may be an item or the id of an event; nobody but the index can tell.
    if (identifier.kind === 'uri')
      return {
        text,
        candidates: [
          { as: 'identifier', identifier },
          { as: 'event', eventId: text },
          { as: 'text', text },
        ],
      };
    const meanings = [identifier, ...(identifier.alternatives ?? [])].map(meaningOf);
    const lots: SearchMeaning[] = identifier.form === 'digits' ? words : [{ as: 'text', text }];
    return { text, candidates: [...meanings, ...lots] };
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    const looksLikeIdentifier = error.code !== 'GS1_UNRECOGNISED' && !(error.code === 'GS1_LENGTH' && text.length < 8);
    const problem = { code: error.code, message: error.message, data: error.data };
    return { text, candidates: words, ...(looksLikeIdentifier && { problem }) };
  }
}

function meaningOf(identifier: Gs1Identifier): SearchMeaning {
  if (identifier.gln !== undefined && isGln(identifier.gln)) return { as: 'location', gln: identifier.gln, identifier };
  return { as: 'identifier', identifier };
}
