import { expect, test } from 'vitest';
import { AppConfig } from './app-config.js';

test('defaults are the embedded ones', () => {
  const config = new AppConfig({ SEALTRAIL_HOME: '/var/lib/sealtrail', DATABASE_URL: '', REDIS_URL: '' });
  expect(config).toMatchObject({
    keysDir: '/var/lib/sealtrail/keys',
    databaseUrl: 'postgresql://postgres@127.0.0.1:54329/sealtrail',
    redisUrl: undefined,
    apiPort: 4000,
    issuer: 'http://localhost:8180/realms/sealtrail',
    chainRpcUrl: 'http://127.0.0.1:8545',
  });
});

test('a real service wins over the embedded port', () => {
  const config = new AppConfig({
    KEYCLOAK_URL: 'https://id.example/',
    IDENTITY_PORT: '9',
    CHAIN_RPC_URL: 'http://besu:8545',
  });
  expect(config.issuer).toBe('https://id.example/realms/sealtrail');
  expect(config.chainRpcUrl).toBe('http://besu:8545');
});

test('one sentence names each bad variable', () => {
  expect(() => new AppConfig({ API_PORT: 'x', DATABASE_URL: 'mysql://a' })).toThrow(
    /DATABASE_URL.*API_PORT|API_PORT.*DATABASE_URL/,
  );
});
