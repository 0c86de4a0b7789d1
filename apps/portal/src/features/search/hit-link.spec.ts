import { expect, test } from 'vitest';
import { directLink, hitLink } from './hit-link';
import type { HitKind } from './search.documents';

const hit = (kind: HitKind, id = 'x/1') => ({ kind, id, title: '', subtitle: null });

test('identifiers with slashes stay one path segment', () => {
  expect(hitLink(hit('ITEM', 'https://id.gs1.org/01/1/21/2'))).toBe(
    '/items/https%3A%2F%2Fid.gs1.org%2F01%2F1%2F21%2F2',
  );
  expect(hitLink(hit('EVENT', 'ni:///sha-256;ab?ver=CBV2.0'))).toBe(
    '/events/ni%3A%2F%2F%2Fsha-256%3Bab%3Fver%3DCBV2.0',
  );
});

test.each([
  ['the only hit', [hit('EVENT')], 'event', '/events/x%2F1'],
  ['an item beside its product', [hit('ITEM'), hit('PRODUCT')], 'sgtin', '/items/x%2F1'],
  ['the only hit of a guess', [hit('LOT')], 'lot', '/items/x%2F1'],
  ['one item among guesses', [hit('LOT'), hit('PRODUCT')], 'lot', undefined],
  ['several items', [hit('ITEM'), hit('LOT')], 'sgtin', undefined],
  ['a product alone, which has no page', [hit('PRODUCT')], 'gtin', undefined],
  ['nothing', [], 'text', undefined],
])('%s', (_title, hits, understoodAs, expected) => {
  expect(directLink({ hits, understoodAs })).toBe(expected);
});
