/** Entry bundles of https://c2sp.org/tlog-tiles: each entry behind its length as a big-endian uint16. */
import { concat } from '@sealtrail/bytes/concat';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

const MAX_ENTRY = 0xffff;

/**
 * Bundle of up to 256 entries.
 * @throws SealtrailError TLOG_BAD_TILE when an entry is too long
 */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY) throw bad(`an entry has ${entry.length} bytes, the limit is ${MAX_ENTRY}`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );
}

/**
 * Entries of a bundle, in order.
 * @throws SealtrailError TLOG_BAD_TILE when it breaks off
 */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) throw bad('it breaks off inside a length');
    const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!;
    if (end > bundle.length) throw bad('it breaks off inside an entry');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_TILE', `Not an entry bundle: ${what}.`, {});
}
