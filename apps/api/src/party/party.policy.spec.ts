import { expect, test } from 'vitest';
import {
  checkCoordinates,
  checkCountry,
  checkGln,
  checkGtin,
  checkPrefixes,
  checkRoles,
  checkSlug,
} from './party.policy.js';

test('a wrong check digit is refused', () => {
  expect(checkGln('9521321000018')).toBe('9521321000018');
  expect(() => checkGln('9521321000017')).toThrow(/13 digits/);
  expect(checkGtin('9506000134352')).toBe('09506000134352');
  expect(() => checkGtin('9506000134353')).toThrow(/GTIN/);
});

test('slug, role, country, prefix and place are checked', () => {
  expect(checkSlug('st-lucia-hospital')).toBe('st-lucia-hospital');
  for (const slug of ['', '-a', 'A', 'a b', 'a'.repeat(64)]) expect(() => checkSlug(slug)).toThrow();
  expect(() => checkRoles(['king'])).toThrow(/no role/);
  expect(checkCountry(undefined)).toBeNull();
  expect(() => checkCountry('Sweden')).toThrow();
  expect(checkPrefixes(['9521321', '9521321'])).toEqual(['9521321']);
  expect(() => checkPrefixes(['123'])).toThrow();
  expect(() => checkCoordinates(91, 0)).toThrow();
  expect(() => checkCoordinates(1, undefined)).toThrow();
});
