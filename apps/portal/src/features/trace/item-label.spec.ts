import { expect, test } from 'vitest';
import { itemLabel } from './item-label';

test.each([
  ['urn:epc:id:sgtin:0614141.107346.2018', { kind: 'sgtin', gtin: '10614141073464', serial: '2018', text: '2018' }],
  ['urn:epc:class:lgtin:4012345.012345.998877', { kind: 'lot', gtin: '04012345123456', lot: '998877', text: '998877' }],
  ['urn:epc:idpat:sgtin:4012345.066666.*', { kind: 'gtin', gtin: '04012345666663', text: '04012345666663' }],
  ['urn:epc:id:sscc:0614141.1234567890', { kind: 'sscc', text: '106141412345678908' }],
  ['urn:epc:id:sgtin:0614141.107346.a%2Fb', { kind: 'sgtin', gtin: '10614141073464', serial: 'a/b', text: 'a/b' }],
  ['https://id.gs1.org/01/09521568251204/21/10', { kind: 'sgtin', gtin: '09521568251204', serial: '10', text: '10' }],
  [
    'https://id.gs1.org/01/09521568251204/10/L1/21/10',
    { kind: 'sgtin', gtin: '09521568251204', serial: '10', text: '10', lot: 'L1' },
  ],
  [
    'https://example.org/some/01/09521568251204/10/LOT%201',
    { kind: 'lot', gtin: '09521568251204', lot: 'LOT 1', text: 'LOT 1' },
  ],
  ['https://id.gs1.org/00/106141412345678908', { kind: 'sscc', text: '106141412345678908' }],
  ['https://id.gs1.org/01/09521568251204', { kind: 'gtin', gtin: '09521568251204', text: '09521568251204' }],
  ['https://example.com/pack/7', { kind: 'other', text: 'https://example.com/pack/7' }],
  ['urn:uuid:1234', { kind: 'other', text: 'urn:uuid:1234' }],
  ['https://id.gs1.org/01/%E0%A4%A/21/%', { kind: 'sgtin', gtin: '%E0%A4%A', serial: '%', text: '%' }],
])('%s', (id, expected) => {
  expect(itemLabel(id)).toEqual(expected);
});
