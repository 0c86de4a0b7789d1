import { expect, test } from 'vitest';
import { portsOf, readSettings, usedPorts } from './settings.js';

test('ports have defaults and are taken from the environment', () => {
  expect(portsOf({})).toEqual({
    PORTAL_PORT: 3000,
    API_PORT: 4000,
    IDENTITY_PORT: 8180,
    CHAIN_RPC_PORT: 8545,
    POSTGRES_PORT: 54329,
  });
  expect(portsOf({ API_PORT: '4100' }).API_PORT).toBe(4100);
});

test.each([
  [{ API_PORT: 'x' }, 'API_PORT must be a port from 1 to 65535, but it is "x".'],
  [{ API_PORT: '70000' }, 'API_PORT must be a port'],
  [{ API_PORT: '3000' }, 'are both 3000'],
])('%j is refused in a sentence', (env, sentence) => {
  expect(() => portsOf(env)).toThrow(sentence);
});

test('a real service takes the place of its embedded part', () => {
  const settings = readSettings({ DATABASE_URL: 'postgresql://x', CHAIN_RPC_URL: 'http://y' }, ['--empty']);
  expect(settings.empty).toBe(true);
  expect(usedPorts(settings).map(({ part }) => part)).toEqual(['portal', 'api', 'identity']);
});

test('an unknown option is refused', () => {
  expect(() => readSettings({}, ['--emtpy'])).toThrow('--empty');
});
