import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** An opaque page token from the sort key of the last entry. */
export function encodeCursor(parts: readonly (string | number | bigint)[]): string {
  return Buffer.from(JSON.stringify(parts.map(String))).toString('base64url');
}

/**
 * The sort key inside a page token.
 * @param shapes one pattern per part; together they decide whether the token belongs to this list
 * @throws SealtrailError BAD_CURSOR
 */
export function decodeCursor(cursor: string, shapes: readonly RegExp[]): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(parts) &&
      parts.length === shapes.length &&
      shapes.every((shape, at) => shape.test(String(parts[at])))
    )
      return parts.map(String);
  } catch {
    // Falls through: any fault of the token is answered alike.
  }
  throw new SealtrailError('BAD_CURSOR', 'This page token does not belong to this list.', {});
}

export const INTEGER = /^-?\d{1,18}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
