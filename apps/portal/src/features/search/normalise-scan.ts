/** FNC1 between element strings reaches software as the ASCII group separator (GS1 General Specifications §7.8). */
export const GROUP_SEPARATOR = '\u001d';
/** What a person sees in the search box instead of the invisible separator. */
export const VISIBLE_SEPARATOR = '␝';

// Spellings of the separator that scanners, spreadsheets and documents leave behind.
const SPELLINGS = /<GS>|\{GS\}|\[GS\]|<FNC1>|\{FNC1\}|\[FNC1\]|\\u001[dD]|\\x1[dD]|\^\]|␝|\u00e8(?=\d{2})/g;

/**
 * Text as typed, pasted or sent by a keyboard-wedge scanner, made ready to be sent to search: separators become GS,
 * line ends that scanners add as a suffix and invisible characters that documents add are dropped.
 */
export function normaliseScan(text: string): string {
  return text
    .replace(SPELLINGS, GROUP_SEPARATOR)
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\u00a0/g, ' ')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/^ +| +$/g, '');
}

/** The same text with visible separators, for showing in a text field. */
export const showSeparators = (text: string): string => text.replaceAll(GROUP_SEPARATOR, VISIBLE_SEPARATOR);
