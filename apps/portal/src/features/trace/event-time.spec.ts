import { expect, test } from 'vitest';
import { localParts, offsetMinutes } from './event-time';

test.each([
  ['+01:00', 60],
  ['-05:30', -330],
  ['+00:00', 0],
  ['Z', undefined],
])('%s is %s minutes', (offset, minutes) => {
  expect(offsetMinutes(offset)).toBe(minutes);
});

test('the clock of the place decides, also across midnight', () => {
  expect(localParts('2026-03-01T23:30:00.000Z', '+01:00', 'en-GB')).toEqual({
    day: 'Mon, 2 Mar 2026',
    time: '00:30',
    offset: 'UTC+01:00',
  });
  expect(localParts('2026-03-01T23:30:00+02:00', '-05:00', 'en-GB')).toEqual({
    day: 'Sun, 1 Mar 2026',
    time: '16:30',
    offset: 'UTC-05:00',
  });
});
