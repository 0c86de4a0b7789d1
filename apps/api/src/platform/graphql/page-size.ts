import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** @throws SealtrailError BAD_REQUEST unless 1 <= first <= most. */
export function pageSize(first: number, most: number): number {
  if (first >= 1 && first <= most) return first;
  throw new SealtrailError('BAD_REQUEST', `"first" must be from 1 to ${most}.`, { first, most });
}
