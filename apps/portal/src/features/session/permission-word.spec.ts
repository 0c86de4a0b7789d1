import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import session from '../../../messages/en/session.json';
import { permissionWord } from './permission-word';

const t = createTranslator({ locale: 'en', messages: { session }, namespace: 'session' });
const table = path.join(import.meta.dirname, '../../../../api/src/platform/access/permissions.ts');

test('every permission of the API has words', () => {
  const permissions = [...readFileSync(table, 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)].map((match) => match[1] ?? '');
  expect(permissions.length).toBeGreaterThan(5);
  for (const permission of permissions) expect(permissionWord(permission, t)).toMatch(/^[A-Z][a-z].* /);
});

test('a permission without words keeps its name', () => {
  expect(permissionWord('constructor', t)).toBe('constructor');
  expect(permissionWord('moon.land', t)).toBe('moon.land');
});
