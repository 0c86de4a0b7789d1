import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLAUSES } from './clauses.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** First cells of the rows of section Clauses. */
const rows = (readme.split('## Clauses')[1] ?? '')
  .split('\n')
  .map((line) => /^\| ([^|]*§[^|]*?) +\|/.exec(line)?.[1])
  .filter((cell) => cell !== undefined);

describe('the evidence of clauses', () => {
  test.each([...new Set(Object.values(CLAUSES))])('%s has its row in README.md', (clause) => {
    expect(rows.filter((row) => row === clause)).toHaveLength(1);
  });
});
