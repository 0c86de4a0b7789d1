import { expect, test } from 'vitest';
import { geoPoint } from './geo-point';

test.each<[string | null, unknown]>([
  ['geo:47.5235,7.6992', { latitude: 47.5235, longitude: 7.6992 }],
  ['geo:-33.9,18,12;u=10', { latitude: -33.9, longitude: 18 }],
  ['geo:91,7', undefined],
  ['geo:47', undefined],
  ['https://id.gs1.org/414/9521104000426', undefined],
  [null, undefined],
])('%s', (uri, point) => {
  expect(geoPoint(uri)).toEqual(point);
});
