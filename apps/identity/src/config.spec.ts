import { expect, test } from 'vitest';
import { readConfig } from './config.js';

const DATABASE_URL = 'postgresql://localhost/sealtrail';

test('defaults', () => {
  expect(readConfig({ DATABASE_URL })).toEqual({
    port: 8180,
    databaseUrl: DATABASE_URL,
    realm: 'sealtrail',
    issuer: 'http://localhost:8180/realms/sealtrail',
    portalUrl: 'http://localhost:3000',
    demo: true,
    apiSecret: undefined,
    accessTokenSeconds: 900,
    sessionSeconds: 43_200,
    keyDays: 30,
  });
});

test('the issuer follows the port, or the public address when given', () => {
  expect(readConfig({ DATABASE_URL, IDENTITY_PORT: '9000' }).issuer).toBe('http://localhost:9000/realms/sealtrail');
  expect(readConfig({ DATABASE_URL, KEYCLOAK_URL: 'https://id.example.com/', KEYCLOAK_REALM: 'trial' }).issuer).toBe(
    'https://id.example.com/realms/trial',
  );
  expect(readConfig({ DATABASE_URL, PORTAL_URL: 'https://portal.example.com/', SEALTRAIL_DEMO: '0' })).toMatchObject({
    portalUrl: 'https://portal.example.com',
    demo: false,
  });
});

test.each([
  [{}, /DATABASE_URL is not set/],
  [{ DATABASE_URL, IDENTITY_PORT: '80x' }, /IDENTITY_PORT must be a whole number/],
  [{ DATABASE_URL, PORTAL_URL: 'javascript:alert(1)' }, /PORTAL_URL must be an http or https address/],
  [{ DATABASE_URL, KEYCLOAK_REALM: '../x' }, /KEYCLOAK_REALM may hold/],
])('a wrong variable is named: %o', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence);
});
