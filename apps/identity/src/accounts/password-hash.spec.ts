import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.js';

test('a password matches its own hash only, whatever the normal form it is typed in', async () => {
  const hash = await hashPassword('pässword');
  expect(hash).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword('pässword'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('password', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('the same password hashes differently each time', async () => {
  expect(await hashPassword('x')).not.toBe(await hashPassword('x'));
});

test('RFC 7914 §12: N=16384, r=8, p=1', async () => {
  const key = Buffer.from('7023bdcb3afd7348461c06cd81fd38eb', 'hex');
  // The vector's key has 64 bytes; PBKDF2 output of 32 bytes is its first half.
  const half = Buffer.concat([key, Buffer.from('fda8fbba904f8e3ea9b543f6545da1f2', 'hex')]).toString('base64url');
  const salt = Buffer.from('SodiumChloride').toString('base64url');
  expect(await verifyPassword('pleaseletmein', `scrypt$14$8$1$${salt}$${half}`)).toBe(true);
});

test('a hash of another shape never matches', async () => {
  for (const hash of ['', 'sealtrail', '$2b$10$abcdefghijklmnopqrstuv', 'scrypt$15$8$1$$'])
    expect(await verifyPassword('sealtrail', hash)).toBe(false);
});
