import { fromHex } from '@sealtrail/bytes/hex';
import { invalidParams } from './rpc-error.js';

/** Bytes from 0x-prefixed hexadecimal of either case; of exactly `length` bytes when given. */
export function bytesParam(value: unknown, name: string, length?: number): Uint8Array {
  if (
    typeof value !== 'string' ||
    !/^0x([0-9a-fA-F]{2})*$/.test(value) ||
    (length !== undefined && value.length !== 2 + 2 * length)
  ) {
    throw invalidParams(
      `invalid argument: ${name} expected ${length ?? 'a string of'} bytes as 0x-prefixed hexadecimal`,
    );
  }
  return fromHex(value.slice(2).toLowerCase());
}

/** An unsigned integer from 0x-prefixed hexadecimal. */
export function quantityParam(value: unknown, name: string): bigint {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) {
    throw invalidParams(`invalid argument: ${name} expected a quantity as 0x-prefixed hexadecimal`);
  }
  return BigInt(value);
}

/** A storage slot: 32 bytes, or a shorter quantity. */
export function slotParam(value: unknown, name: string): Uint8Array {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{0,64}$/.test(value)) {
    throw invalidParams(`invalid argument: ${name} expected a slot of at most 32 bytes as 0x-prefixed hexadecimal`);
  }
  return fromHex(value.slice(2).toLowerCase().padStart(64, '0'));
}

/** A JSON object. */
export function objectParam(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidParams(`invalid argument: ${name} expected an object`);
  return value as Record<string, unknown>;
}

/** JSON-RPC quantity: hexadecimal without leading zeros. */
export function quantity(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}
