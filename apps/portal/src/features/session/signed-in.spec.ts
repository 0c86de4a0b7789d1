import { expect, test } from 'vitest';
import { claimsOf, mayCapture, seesSupplyChain, signedInFromClaims } from './signed-in';

const token = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

test('Keycloak claims become a person with known roles only', () => {
  const claims = {
    sub: 'u1',
    preferred_username: 'logistics',
    name: 'Lena Ortiz',
    organization: 'transvia',
    realm_access: { roles: ['logistics', 'offline_access'] },
  };
  const person = signedInFromClaims(claimsOf(token(claims)));
  expect(person).toEqual({
    subject: 'u1',
    username: 'logistics',
    name: 'Lena Ortiz',
    roles: ['logistics'],
    organisation: 'transvia',
  });
  expect(mayCapture(person)).toBe(true);
  expect(seesSupplyChain(person)).toBe(true);
});

test('a patient neither captures nor sees the supply chain', () => {
  const person = signedInFromClaims({ sub: 'p', realm_access: { roles: ['patient'] } });
  expect(mayCapture(person)).toBe(false);
  expect(seesSupplyChain(person)).toBe(false);
});

test('junk tokens carry no claims', () => {
  expect(claimsOf('nothing')).toEqual({});
  expect(claimsOf('a.%%%.c')).toEqual({});
});
