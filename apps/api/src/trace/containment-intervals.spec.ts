import { describe, expect, test } from 'vitest';
import { containmentIntervals, type ContainmentEvent } from './containment-intervals.js';

let recorded = 0n;
const at = (
  time: number,
  action: 'ADD' | 'DELETE',
  parent = 'box',
  more: Partial<ContainmentEvent> = {},
): ContainmentEvent => ({ batchId: ++recorded, pos: 0, time, action, parent, exclusive: true, ...more });
const spans = (events: ContainmentEvent[]) => containmentIntervals(events).map(({ from, to }) => [from.time, to?.time]);
const places = (events: ContainmentEvent[]) =>
  containmentIntervals(events)
    .map(({ parent, from, to }) => [parent, from.time, to?.time ?? 'now'].join(' '))
    .sort();

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

describe('packed elsewhere without being unpacked', () => {
  test('it left the earlier container at that time', () => {
    expect(places([at(1, 'ADD'), at(5, 'ADD', 'pallet')])).toEqual(['box 1 5', 'pallet 5 now']);
  });

  test('an unpacking that comes late says nothing more', () => {
    expect(places([at(1, 'ADD'), at(5, 'ADD', 'pallet'), at(7, 'DELETE')])).toEqual(['box 1 5', 'pallet 5 now']);
  });

  test('whatever order the events arrive in, the answer is one', () => {
    const story = [
      at(1, 'ADD'),
      at(5, 'ADD', 'pallet'),
      at(6, 'DELETE', 'pallet'),
      at(8, 'ADD'),
      at(9, 'ADD', 'truck'),
    ];
    const expected = ['box 1 5', 'box 8 9', 'pallet 5 6', 'truck 9 now'];
    const orders = (rest: ContainmentEvent[]): ContainmentEvent[][] =>
      rest.length < 2
        ? [rest]
        : rest.flatMap((first) => orders(rest.filter((other) => other !== first)).map((others) => [first, ...others]));
    for (const order of orders(story)) {
      const arrived = order.map((event) => ({ ...event, batchId: ++recorded }));
      expect(places(arrived)).toEqual(expected);
    }
  });

  test('an unpacking between the two, recorded last, moves the end back to it', () => {
    const story = [at(1, 'ADD'), at(9, 'ADD', 'pallet')];
    expect(places(story)).toEqual(['box 1 9', 'pallet 9 now']);
    expect(places([...story, at(4, 'DELETE')])).toEqual(['box 1 4', 'pallet 9 now']);
  });

  test('its container went along: a pallet that lists box and thing empties no box', () => {
    const flat = at(5, 'ADD', 'pallet', { packsParents: new Set(['box']) });
    expect(places([at(1, 'ADD'), flat])).toEqual(['box 1 now', 'pallet 5 now']);
  });

  test('a lot is in many at once, and what is associated may be packed as well', () => {
    const lot = { exclusive: false };
    expect(places([at(1, 'ADD', 'box', lot), at(5, 'ADD', 'pallet', lot)])).toEqual(['box 1 now', 'pallet 5 now']);
    expect(places([at(1, 'ADD', 'sensor', lot), at(5, 'ADD', 'pallet')])).toEqual(['pallet 5 now', 'sensor 1 now']);
  });

  test('around in a circle ends where the last event says', () => {
    expect(places([at(1, 'ADD', 'a'), at(2, 'ADD', 'b'), at(3, 'ADD', 'a')])).toEqual(['a 1 2', 'a 3 now', 'b 2 3']);
  });
});
