import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import ledger from '../../../messages/en/ledger.json';
import { alarmWords } from './alarm-words';

const has = (key: string): boolean => Object.hasOwn(ledger.alarmReason, key);

test('a chain that is down passes; what nobody worded is still said', () => {
  const down = 'LEDGER_CHAIN_DOWN: The chain did not answer.';
  expect(alarmWords(down, has)).toEqual({ key: 'LEDGER_CHAIN_DOWN', passing: true, detail: down });
  expect(alarmWords('NEW_CODE: Something.', has)).toMatchObject({ key: 'other', passing: false });
  expect(alarmWords('something', has).key).toBe('other');
});

test('every alarm about the chain has words', () => {
  const catalogue = path.join(import.meta.dirname, '../../../../../libs/errors/src/catalogue.ts');
  const codes = [...readFileSync(catalogue, 'utf8').matchAll(/^ {2}(LEDGER_(?:CHAIN|FINALITY|CONTRACT)_\w+):/gm)];
  expect(codes.length).toBeGreaterThan(4);
  expect(codes.map((match) => match[1] ?? '').filter((code) => !has(code))).toEqual([]);
});
