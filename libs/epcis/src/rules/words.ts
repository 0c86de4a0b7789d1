import type { Clause } from '../clauses.js';
import { isUri } from '../uri.js';
import { BIZ_STEP, DISPOSITION, expandWord, type Vocabulary } from '../vocabulary.js';
import { didYouMean, found } from './did-you-mean.js';
import type { Rule } from './primitives.js';

const OLD_CBV = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;
const WEB_VOC = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//;

/**
 * A word of a vocabulary, written bare, or a private word written as a URI. Long forms of standard
 * words that JSON does not allow are refused with the bare word to use.
 */
export function word(vocabulary: Vocabulary, forbidden: 'cbv' | 'web' = 'cbv'): Rule {
  const refused = forbidden === 'cbv' ? OLD_CBV : WEB_VOC;
  return (value, at) => {
    if (typeof value !== 'string') {
      at.fail(
        'EPCIS_TYPE',
        'word',
        vocabulary.clause,
        `${at.name} must be ${a(vocabulary.title)} in quotes; found ${found(value)}.`,
      );
      return;
    }
    if (vocabulary.words.has(value)) return;
    const subject = at.name.includes(' ') ? `${at.name}:` : at.name;
    if (refused.test(value)) {
      const bare = expandWord(vocabulary, value).slice(vocabulary.prefix.length);
      const hint = vocabulary.words.has(bare)
        ? `; write "${bare}" instead.`
        : didYouMean(value.slice(value.search(/[^/:]*$/)), vocabulary.words) || '.';
      at.fail(
        'EPCIS_WORD',
        'word',
        vocabulary.clause,
        `${subject} ${found(value)} must not use the long form of a standard ${vocabulary.title}${hint}`,
      );
      return;
    }
    if (isUri(value)) return;
    const hint =
      (!at.full && (didYouMean(value, vocabulary.words) || otherList(value, vocabulary))) || useOne(vocabulary);
    at.fail(
      'EPCIS_WORD',
      'word',
      vocabulary.clause,
      `${subject} ${found(value)} is not ${a(vocabulary.title)} of the standard${hint}`,
    );
  };
}

const a = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;

/** Business steps and dispositions are easily taken for one another. */
function otherList(text: string, vocabulary: Vocabulary): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const other = [BIZ_STEP, DISPOSITION].find((list) => list !== vocabulary && list.words.has(bare));
  return other === undefined ? '' : `; "${bare}" is ${a(other.title)}.`;
}

/** Short lists are told in full. */
function useOne({ words }: Vocabulary): string {
  return `. Use one of ${words.size <= 14 ? [...words].join(', ') : 'its words'}, or a URI of your own.`;
}

export function oneOf(words: ReadonlySet<string>, code: 'EPCIS_ACTION' | 'EPCIS_DOCUMENT_TYPE', clause: Clause): Rule {
  return (value, at) => {
    if (typeof value === 'string' && words.has(value)) return;
    const hint = typeof value === 'string' ? didYouMean(value, words) || '.' : '.';
    at.fail(code, 'one-of', clause, `${at.name} must be one of ${[...words].join(', ')}; found ${found(value)}${hint}`);
  };
}
