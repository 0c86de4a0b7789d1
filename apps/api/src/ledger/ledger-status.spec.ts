import { describe, expect, test } from 'vitest';
import { isLater, jobsWithWork, LEDGER_STATUSES, statusOf, TRANSITIONS } from './ledger-status.js';

const heads = { recorded: 9n, integrated: 7n, published: 5n, anchored: 3n };

describe('statusOf', () => {
  test.each([
    [0n, 'ANCHORED'],
    [2n, 'ANCHORED'],
    [3n, 'PUBLISHED'],
    [4n, 'PUBLISHED'],
    [5n, 'INTEGRATED'],
    [6n, 'INTEGRATED'],
    [7n, 'RECORDED'],
  ])('leaf %s is %s', (index, status) => expect(statusOf(index, heads)).toBe(status));
});

test('the table leads from the first status to the last, one step each', () => {
  expect(TRANSITIONS.map(({ from }) => from)).toEqual(LEDGER_STATUSES.slice(0, -1));
  expect(TRANSITIONS.map(({ to }) => to)).toEqual(LEDGER_STATUSES.slice(1));
});

test('jobs have work where a head lags behind the one before it', () => {
  expect(jobsWithWork(heads)).toEqual(['integrate', 'publish', 'anchor']);
  expect(jobsWithWork({ recorded: 3n, integrated: 3n, published: 3n, anchored: 3n })).toEqual([]);
  expect(jobsWithWork({ recorded: 3n, integrated: 3n, published: 3n, anchored: 1n })).toEqual(['anchor']);
});

test('only later statuses are news', () => {
  expect(isLater('RECORDED', undefined)).toBe(true);
  expect(isLater('PUBLISHED', 'PUBLISHED')).toBe(false);
  expect(isLater('INTEGRATED', 'PUBLISHED')).toBe(false);
  expect(isLater('ANCHORED', 'PUBLISHED')).toBe(true);
});
