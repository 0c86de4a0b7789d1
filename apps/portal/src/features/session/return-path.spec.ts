import { expect, test } from 'vitest';
import { safeReturnPath } from './return-path';

test.each([
  ['/items/urn%3Aepc', '/items/urn%3Aepc'],
  ['/search?q=%1D10AB', '/search?q=%1D10AB'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/\u0009/evil.example', '/'],
  ['/api/auth/login', '/'],
  ['', '/'],
  [null, '/'],
])('%j leads to %s', (candidate, expected) => {
  expect(safeReturnPath(candidate)).toBe(expected);
});
