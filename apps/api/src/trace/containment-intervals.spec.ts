import { expect, test } from 'vitest';
import { containmentIntervals, type ContainmentEvent } from './containment-intervals.js';

let recorded = 0n;
const at = (time: number, action: 'ADD' | 'DELETE'): ContainmentEvent => ({
  batchId: ++recorded,
  pos: 0,
  time,
  action,
});
const spans = (events: ContainmentEvent[]) => containmentIntervals(events).map(({ from, to }) => [from.time, to?.time]);

test('packed, unpacked, packed again', () => {
  expect(spans([at(1, 'ADD'), at(5, 'DELETE'), at(9, 'ADD')])).toEqual([
    [1, 5],
    [9, undefined],
  ]);
});

test('the order of record does not matter', () => {
  expect(spans([at(9, 'ADD'), at(5, 'DELETE'), at(1, 'ADD')])).toEqual([
    [1, 5],
    [9, undefined],
  ]);
});

test('said twice is once, and closing what is not open says nothing', () => {
  expect(spans([at(0, 'DELETE'), at(1, 'ADD'), at(2, 'ADD'), at(5, 'DELETE'), at(6, 'DELETE')])).toEqual([[1, 5]]);
});

test('unpacked and packed again in one moment stays packed', () => {
  expect(spans([at(1, 'ADD'), at(5, 'ADD'), at(5, 'DELETE')])).toEqual([
    [1, 5],
    [5, undefined],
  ]);
});
