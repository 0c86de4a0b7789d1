import { expect, test } from 'vitest';
import fc from 'fast-check';
import { classifySearchText } from './classify-search-text.js';

const HEX = 'ab'.repeat(32);

test.each([
  ['404D95FC-9457-4A51-BD6A-0BBA133845A8', ['event', 'text']],
  ['urn:uuid:404d95fc-9457-4a51-bd6a-0bba133845a8', ['event', 'text']],
  [`ni:///sha-256;${HEX}?ver=CBV2.0`, ['event', 'text']],
  [HEX.toUpperCase(), ['hash', 'text']],
  [`0x${HEX}`, ['hash', 'text']],
  ['4012345000054', ['identifier', 'location', 'lot', 'text']],
  ['urn:epc:id:sgln:4012345.00005.0', ['location', 'text']],
  ['https://x.example/01/04012345111118/21/A1', ['identifier', 'text']],
  ['CA7731', ['lot', 'text']],
  ['cheese from Oberstdorf', ['text']],
  ['http://private.example/item/7', ['identifier', 'event', 'text']],
  ['  ', []],
])('%j may mean %j', (text, meanings) => {
  expect(classifySearchText(text).candidates.map((candidate) => candidate.as)).toEqual(meanings);
});

test('ids come back in one spelling', () => {
  expect(classifySearchText('404D95FC-9457-4A51-BD6A-0BBA133845A8').candidates[0]).toEqual({
    as: 'event',
    eventId: 'urn:uuid:404d95fc-9457-4a51-bd6a-0bba133845a8',
  });
  expect(classifySearchText(`0x${HEX.toUpperCase()}`).candidates[0]).toEqual({
    as: 'hash',
    hex: HEX,
    eventId: `ni:///sha-256;${HEX}?ver=CBV2.0`,
  });
});

test('a mistyped identifier is told as such, a word is not', () => {
  expect(classifySearchText('04012345111117').problem).toMatchObject({
    code: 'GS1_CHECK_DIGIT',
    data: { expected: '8' },
  });
  expect(classifySearchText('CA7731').problem).toBeUndefined();
  expect(classifySearchText('4711').problem).toBeUndefined();
});

test('every text has an answer', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { candidates } = classifySearchText(text);
      expect(candidates.length > 0).toBe(text.trim() !== '');
    }),
  );
});
