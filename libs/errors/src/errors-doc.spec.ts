import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE, type ErrorCode } from './catalogue.js';
import { SealtrailError } from './sealtrail-error.js';

const root = new URL('../../../', import.meta.url);
const generator = (await import(new URL('scripts/lib/errors-doc.mjs', root).href)) as {
  renderErrorsDoc(catalogue: typeof CATALOGUE): string;
};
const page = readFileSync(new URL('docs/errors.md', root), 'utf8');

test('docs/errors.md is what the catalogue makes; else run `node scripts/errors-doc.mjs`', () => {
  expect(page).toBe(generator.renderErrorsDoc(CATALOGUE));
});

test('every error finds its anchor there', () => {
  // the anchor of a heading: its text in lower case
  const anchors = new Set([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!.toLowerCase()));
  for (const code of Object.keys(CATALOGUE) as ErrorCode[]) {
    const [file, anchor] = new SealtrailError(code, 'x').docs.split('#');
    expect([file, anchors.has(anchor!)], code).toEqual(['docs/errors.md', true]);
  }
});
