import { expect, test } from 'vitest';
import { eventsAddress, filterFromAddress } from './event-address';

test('a filter comes back from its address', () => {
  const filter = { bizSteps: ['shipping', 'loading'], organisation: 'transvia', errorDeclaration: true };
  const address = eventsAddress(filter);
  expect(address).toBe('/events?organisation=transvia&bizSteps=shipping,loading&errorDeclaration=true');
  expect(filterFromAddress(new URL(address, 'http://portal').searchParams)).toEqual(filter);
  expect(eventsAddress({})).toBe('/events');
});

test('empty and overlong lists are not passed on', () => {
  expect(filterFromAddress(new URLSearchParams('bizSteps=,&errorDeclaration=maybe'))).toEqual({});
  const long = Array.from({ length: 80 }, () => 'shipping').join(',');
  expect(filterFromAddress(new URLSearchParams({ bizSteps: long })).bizSteps).toHaveLength(50);
});
