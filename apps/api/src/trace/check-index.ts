import { CLAUSES } from '@sealtrail/epcis/clauses';
import type { IndexedEvent } from '@sealtrail/epcis/index-event';
import type { GlnOwners } from '../party/gln-owners.js';
import type { IssueDetail } from '../platform/errors/problem.js';

/** Identifiers are index keys: a key must fit a page of the index. */
const MAX_IDENTIFIER_BYTES = 2_000;
const NUL = '\u0000';

/** What the tables cannot hold, told before they are asked. */
export function storageIssues(number: number, eventId: string, index: IndexedEvent): IssueDetail[] {
  const issues: IssueDetail[] = [];
  const check = (field: string, text: string | undefined): void => {
    if (text === undefined) return;
    const tooLong = Buffer.byteLength(text) > MAX_IDENTIFIER_BYTES;
    if (!tooLong && !text.includes(NUL)) return;
    const message = tooLong
      ? `Identifiers of more than ${MAX_IDENTIFIER_BYTES} bytes are not taken.`
      : 'The character U+0000 is not taken in identifiers.';
    issues.push({
      event: number,
      field,
      rule: 'storable',
      clause: CLAUSES.identifier,
      code: 'EPCIS_IDENTIFIER',
      message,
    });
  };
  check('/eventID', eventId);
  check('/bizStep', index.bizStep);
  check('/disposition', index.disposition);
  check('/readPoint/id', index.readPoint);
  check('/bizLocation/id', index.bizLocation);
  for (const item of index.items) {
    check('', item.item);
    check('', item.original);
    check('', item.uom);
  }
  return issues;
}

/** A location of another organisation may not be claimed as the place of one's own event; nobody's may. */
export function glnIssues(
  number: number,
  index: IndexedEvent,
  organisationId: string,
  owners: GlnOwners,
): IssueDetail[] {
  const issues: IssueDetail[] = [];
  for (const { role, gln } of index.parties) {
    if (role !== 'readPoint' && role !== 'bizLocation') continue;
    const owner = owners.ownerOf(gln);
    if (owner === undefined || owner === organisationId) continue;
    issues.push({
      event: number,
      field: `/${role}/id`,
      rule: 'gln-is-yours',
      clause: CLAUSES.place,
      code: 'GLN_NOT_YOURS',
      message: `The GLN ${gln} in ${role} is registered to another organisation: you may record events only at your own locations.`,
    });
  }
  return issues;
}
