import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MESSAGES } from './messages';

const source = path.join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!spec)\.tsx$/.test(name));

const has = (namespace: string, key: string): boolean => {
  let node: unknown = MESSAGES[namespace as keyof typeof MESSAGES];
  for (const part of key.split('.'))
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined;
  return typeof node === 'string';
};

test.each(files)('%s names only messages that exist', (name) => {
  const text = readFileSync(path.join(source, name), 'utf8');
  const missing: string[] = [];
  for (const [, variable, namespace] of text.matchAll(/const (\w+) = useTranslations\('(\w+)'\)/g)) {
    for (const [, key] of text.matchAll(new RegExp(`\\b${variable}(?:\\.rich)?\\('([\\w.-]+)'`, 'g'))) {
      if (!has(namespace ?? '', key ?? '')) missing.push(`${namespace}.${key}`);
    }
  }
  expect(missing).toEqual([]);
});
