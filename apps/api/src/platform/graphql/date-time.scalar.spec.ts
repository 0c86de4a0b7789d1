import { expect, test } from 'vitest';
import { DateTime, isRfc3339 } from './date-time.scalar.js';

test.each(['2026-02-28T23:59:59Z', '2024-02-29T00:00:00.123456+14:00', '2005-04-03T20:33:31.116000-06:00'])(
  'takes %s',
  (text) => {
    expect(DateTime.parseValue(text)).toBe(text);
  },
);

test.each([
  '2026-02-29T00:00:00Z',
  '2026-01-01',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00',
  '2026-13-01T00:00:00Z',
  '1',
  'now',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01t00:00:00z',
])('refuses %s', (text) => {
  expect(isRfc3339(text)).toBe(false);
  expect(() => DateTime.parseValue(text)).toThrow(/RFC 3339/);
});

test('refuses numbers and serialises dates in UTC', () => {
  expect(() => DateTime.parseValue(1)).toThrow(/RFC 3339/);
  expect(DateTime.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
});
