import { expect, test } from 'vitest';
import { bodyDigest, identityKeys } from './identity-keys.js';

const event = { type: 'ObjectEvent', action: 'ADD', eventID: 'urn:uuid:1', eventTime: '2026-01-01T00:00:00Z' };

test('order of members, eventID and recordTime do not matter to the content', () => {
  const other = {
    recordTime: '2026-01-02T00:00:00Z',
    eventTime: '2026-01-01T00:00:00Z',
    action: 'ADD',
    type: 'ObjectEvent',
  };
  expect(identityKeys(other, 'ni:x').content).toEqual(identityKeys(event, 'urn:uuid:1').content);
});

test('an error declaration is other content, the same body, and claims no id', () => {
  const declared = { ...event, errorDeclaration: { declarationTime: '2026-01-03T00:00:00Z' } };
  expect(identityKeys(declared, 'urn:uuid:1').content).not.toEqual(identityKeys(event, 'urn:uuid:1').content);
  expect(identityKeys(declared, 'urn:uuid:1').id).toBeUndefined();
  expect(bodyDigest(declared)).toEqual(bodyDigest(event));
});

test('a hash as eventID claims nothing', () => {
  expect(identityKeys(event, 'ni:///sha-256;00?ver=CBV2.0').id).toBeUndefined();
});
