import { expect, test } from 'vitest';
import { GlnOwners } from './gln-owners.js';

const owners = new GlnOwners(
  new Map([['9521321000017', 'carrier']]),
  new Map([
    ['9521321', 'maker'],
    ['95213210', 'branch'],
  ]),
);

test('location before prefix, long prefix before short', () => {
  expect(owners.ownerOf('9521321000017')).toBe('carrier');
  expect(owners.ownerOf('9521321000024')).toBe('branch');
  expect(owners.ownerOf('9521321900024')).toBe('maker');
});

test('a GLN of nobody has no owner', () => {
  expect(owners.ownerOf('4012345000009')).toBeUndefined();
});
