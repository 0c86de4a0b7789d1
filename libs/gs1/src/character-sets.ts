const table = (characters: string): boolean[] => {
  const set: boolean[] = new Array<boolean>(128).fill(false);
  for (const c of characters) set[c.charCodeAt(0)] = true;
  return set;
};

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** GS1 AI encodable character set 82 (General Specifications figure 7.11-1), set 39 (7.11-2) and digits. */
const SETS = {
  n: table(DIGITS),
  x: table(`${DIGITS}${UPPER}${UPPER.toLowerCase()}!"%&'()*+,-./:;<=>?_`),
  y: table(`${DIGITS}${UPPER}#-/`),
} as const;

export type CharacterSet = keyof typeof SETS;

/** Index of the first character outside the set, or -1. */
export function firstOutside(text: string, set: CharacterSet): number {
  const allowed = SETS[set];
  for (let i = 0; i < text.length; i++) if (allowed[text.charCodeAt(i)] !== true) return i;
  return -1;
}

/** Characters that a canonical GS1 Digital Link keeps as they are; all others are percent-encoded. */
const PLAIN = table(`${DIGITS}${UPPER}${UPPER.toLowerCase()}-._~;='`);

/** Percent-encodes one path segment as GS1 Digital Link asks (GS1 Digital Link: URI Syntax, reserved characters). */
export function encodeSegment(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) plain = PLAIN[text.charCodeAt(i)] === true;
  if (plain) return text;
  let out = '';
  for (const c of text) {
    out += PLAIN[c.codePointAt(0) as number] === true ? c : hexEscape(c);
  }
  return out;
}

function hexEscape(character: string): string {
  const encoded = encodeURIComponent(isLoneSurrogate(character) ? '\uFFFD' : character);
  return encoded.startsWith('%') ? encoded : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Decodes percent escapes; undefined when they are malformed. */
export function decodeSegment(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isLoneSurrogate(character: string): boolean {
  const code = character.charCodeAt(0);
  return character.length === 1 && code >= 0xd800 && code <= 0xdfff;
}
