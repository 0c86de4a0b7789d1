import { expect, test } from 'vitest';
import { CHUNK_LENGTH, joinChunks, splitIntoChunks } from './cookie-chunks';

test.each([1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 3 * CHUNK_LENGTH + 7])('%i characters survive the split', (length) => {
  const value = 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length);
  const chunks = splitIntoChunks(value);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(CHUNK_LENGTH);
  const jar = new Map(chunks.map((chunk, index) => [`s.${index}`, chunk]));
  expect(joinChunks('s', (name) => jar.get(name))).toBe(value);
});

test('no cookie is no session', () => {
  expect(joinChunks('s', () => undefined)).toBeUndefined();
});

test('a session that cannot fit is refused instead of cut', () => {
  expect(() => splitIntoChunks('x'.repeat(5 * CHUNK_LENGTH))).toThrow(RangeError);
});
