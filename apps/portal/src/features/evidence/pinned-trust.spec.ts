import type { TrustRoots } from '@sealtrail/evidence/types';
import { expect, test } from 'vitest';
import { comparePin, fingerprint, parseTrust, readPin, writePin } from './pinned-trust';

const roots: TrustRoots = {
  format: 'sealtrail-trust/1',
  log: { origin: 'sealtrail.local/00', vkey: 'sealtrail.local/00+abcd1234+AAAA' },
  chain: { chainId: '7', genesisHash: '0x01', validators: ['0x02'], contract: '0x03', publisher: '0x04' },
};
const otherKey: TrustRoots = { ...roots, log: { ...roots.log, vkey: 'sealtrail.local/00+abcd1234+BBBB' } };

const memory = () => {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
};

test('the first roots are pinned, later ones are compared', () => {
  const store = memory();
  expect(comparePin(readPin(store), roots)).toBe('first-use');
  writePin(store, roots, 'first-use', new Date(0));
  expect(readPin(store)).toEqual({ trust: roots, pinnedAt: '1970-01-01T00:00:00.000Z', source: 'first-use' });
  expect(comparePin(readPin(store), JSON.parse(JSON.stringify(roots)))).toBe('same');
  expect(comparePin(readPin(store), otherKey)).toBe('mismatch');
});

test('the order of members does not change the fingerprint, any value does', () => {
  const { chain, log, format } = roots;
  expect(fingerprint({ chain, log, format })).toBe(fingerprint(roots));
  expect(fingerprint(otherKey)).not.toBe(fingerprint(roots));
  expect(fingerprint(roots)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
});

test.each(['', '{}', '[]', '{"format":"sealtrail-trust/1","log":{"origin":"a"}}', '{"format":"sealtrail-evidence/1"}'])(
  '%j is no trust file',
  (text) => {
    expect(parseTrust(text)).toBeUndefined();
  },
);

test('a damaged pin counts as none', () => {
  expect(readPin({ getItem: () => '{"trust":1}', setItem: () => undefined })).toBeUndefined();
  expect(readPin({ getItem: () => '{', setItem: () => undefined })).toBeUndefined();
});
