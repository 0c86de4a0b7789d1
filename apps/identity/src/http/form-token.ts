import { createHmac, timingSafeEqual } from 'node:crypto';

/** Ties a form to one sign-in: only a page we made for it can hold this value. */
export function formToken(key: Buffer, uid: string): string {
  return createHmac('sha256', key).update(`sign-in form ${uid}`).digest('base64url');
}

export function isFormToken(key: Buffer, uid: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const expected = Buffer.from(formToken(key, uid));
  const given = Buffer.from(value);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
