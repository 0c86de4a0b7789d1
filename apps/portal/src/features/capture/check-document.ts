import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { eventList } from '@sealtrail/epcis/event-list';
import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import type { IssueDetail } from '../api/schema-types';

export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;
const MAX_DEPTH = 64;

/** What the check in the browser found. */
export interface DocumentCheck {
  valid: boolean;
  eventCount: number;
  issues: IssueDetail[];
}

/** Checks a document as the platform will: strict JSON first, then every rule of EPCIS 2.0. Never throws. */
export function checkDocument(text: string, nowMs: number): DocumentCheck {
  let value;
  try {
    value = parseStrictJson(text, { maxDepth: MAX_DEPTH, maxBytes: MAX_DOCUMENT_BYTES });
  } catch (error) {
    const known = isSealtrailError(error) ? error : undefined;
    const message = error instanceof Error ? error.message : String(error);
    const pointer = known?.data.pointer;
    return {
      valid: false,
      eventCount: 0,
      issues: [
        {
          event: null,
          field: typeof pointer === 'string' ? pointer : null,
          rule: null,
          clause: 'RFC 7493',
          code: known?.code ?? 'JSON_SYNTAX',
          message,
        },
      ],
    };
  }
  const report = validateEpcisDocument(value, { nowMs });
  const found = [...report.documentErrors, ...report.events.flatMap((event) => event.errors)];
  return {
    valid: report.valid,
    eventCount: eventList(value).length,
    issues: found.map(({ event, field, rule, clause, code, message }) => ({
      event: event ?? null,
      field,
      rule,
      clause,
      code,
      message,
    })),
  };
}
