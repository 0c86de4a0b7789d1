import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin';

const portal = 'http://localhost:3000';

test.each([
  [{}, true],
  [{ origin: portal, 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: portal, 'sec-fetch-site': 'same-site' }, false],
])('%j is judged %s', (headers, expected) => {
  expect(isSameOrigin(new Headers(headers), portal)).toBe(expected);
});
