import { CATALOGUE, type ErrorCode } from '@sealtrail/errors/catalogue';
import type { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** One fault, of one event where that applies. The same shape on every transport. */
export interface IssueDetail {
  /** Number of the event in its document, from 1. */
  event?: number;
  /** JSON pointer. */
  field?: string;
  rule?: string;
  /** Clause of the standard. */
  clause?: string;
  code: string;
  message: string;
}

/** RFC 9457 body with EPCIS 2.0 §12 exception types. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  docs: string;
  errors?: readonly IssueDetail[];
  [extension: string]: unknown;
}

/** Faults that an error carries in `data.errors`. */
export function issuesOf(error: SealtrailError): readonly IssueDetail[] {
  const issues = error.data['errors'];
  return Array.isArray(issues) ? (issues as IssueDetail[]) : [];
}

/** The problem document of any error. What is not ours is a bug: it says nothing of itself. */
export function toProblem(error: SealtrailError): ProblemDocument {
  const entry = CATALOGUE[error.code];
  const issues = issuesOf(error);
  const { line, column, pointer, captureJobId } = error.data;
  return {
    type: `epcisException:${'epcis' in entry && entry.epcis !== undefined ? entry.epcis : fallbackType(entry.status)}`,
    title: entry.title,
    status: entry.status,
    detail: error.message,
    code: error.code,
    docs: error.docs,
    ...(issues.length > 0 ? { errors: issues } : {}),
    ...(line === undefined ? {} : { line, column, pointer }),
    ...(captureJobId === undefined ? {} : { captureJobId }),
  };
}

function fallbackType(status: number): string {
  if (status === 401 || status === 403) return 'SecurityException';
  if (status === 404) return 'NoSuchResourceException';
  return status >= 500 ? 'ImplementationException' : 'ValidationException';
}
