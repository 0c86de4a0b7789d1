import { expect, test } from 'vitest';
import { normaliseScan, showSeparators } from './normalise-scan';

const scan = ']d201095040000591011725123110AB12\u001d21123456';

test.each([
  [scan, scan],
  [`${scan}\r\n`, scan],
  [scan.replace('\u001d', '<GS>'), scan],
  [scan.replace('\u001d', '{FNC1}'), scan],
  [scan.replace('\u001d', '\\u001D'), scan],
  [scan.replace('\u001d', '^]'), scan],
  [scan.replace('\u001d', 'è'), scan],
  ['  (01)09504000059101(21)1 23 ', '(01)09504000059101(21)1 23'],
  ['https://id.gs1.org/01/09504000059101\u200b/21/1', 'https://id.gs1.org/01/09504000059101/21/1'],
])('%j', (typed, expected) => {
  expect(normaliseScan(typed)).toBe(expected);
});

test('showing and reading back loses nothing', () => {
  expect(showSeparators(scan)).not.toContain('\u001d');
  expect(normaliseScan(showSeparators(scan))).toBe(scan);
});
