import { expect, test } from 'vitest';
import { filterConditions } from './event-filter.js';
import { Parameters } from './visible-events.js';

test('lists of words become one parameter each, error declarations none', () => {
  const parameters = new Parameters();
  const conditions = filterConditions(
    { bizSteps: ['shipping', 'loading'], dispositions: ['recalled'], errorDeclaration: true },
    parameters,
  );
  expect(conditions).toEqual([
    'e.biz_step = ANY($1::text[])',
    'e.disposition = ANY($2::text[])',
    'e.error_declaration',
  ]);
  expect(parameters.values).toEqual([['shipping', 'loading'], ['recalled']]);
});

test.each([[[]], [Array.from({ length: 51 }, () => 'shipping')]])('a list of another length is refused', (bizSteps) => {
  expect(() => filterConditions({ bizSteps }, new Parameters())).toThrow(/1 to 50/);
});
