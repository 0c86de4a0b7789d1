import { expect, test } from 'vitest';
import { Findings } from './findings.js';

const draft = (table: string, pos: string, expected?: string, actual?: string) =>
  ({ table, key: { pos }, kind: 'changed', sentence: '', expected, actual }) as const;

test('rows that hold each other are swapped, a row that holds a copy is changed', () => {
  const findings = new Findings();
  findings.add(draft('event', '0', 'a', 'b'));
  findings.add(draft('event', '1', 'b', 'a'));
  findings.add(draft('event', '2', 'c', 'a'));
  expect(findings.finish().map(({ kind }) => kind)).toEqual(['swapped', 'swapped', 'changed']);
});

test('root causes come first, whatever was found first', () => {
  const findings = new Findings();
  for (const table of ['anchor', 'event_item', 'log_batch', 'event']) findings.add(draft(table, '0'));
  expect(findings.finish().map(({ table }) => table)).toEqual(['log_batch', 'event', 'event_item', 'anchor']);
});

test('thousands of findings become some hundreds and a number', () => {
  const findings = new Findings();
  for (let i = 0; i < 2000; i++) findings.add(draft('tile', String(i)));
  expect(findings.finish()).toHaveLength(500);
  expect(findings.omitted).toBe(1500);
});
