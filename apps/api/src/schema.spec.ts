import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderSchema, SCHEMA_FILE } from './print-schema.js';

test('the committed schema is the one the resolvers make', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await renderSchema());
});
