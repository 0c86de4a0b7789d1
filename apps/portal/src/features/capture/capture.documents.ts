import type { IssueDetail, NamedOrganisation, Page, Problem } from '../api/schema-types';
import { typed } from '../api/typed-document';

export type ErrorBehaviour = 'ROLLBACK' | 'PROCEED';

export interface CaptureJob {
  id: string;
  createdAt: string;
  finishedAt: string | null;
  running: boolean;
  success: boolean;
  errorBehaviour: ErrorBehaviour;
  eventCount: number;
  accepted: number;
  duplicates: number;
  createdBy: string;
  organisation: NamedOrganisation;
}
export interface CaptureJobWithErrors extends CaptureJob {
  errors: IssueDetail[];
}

const JOB = `id createdAt finishedAt running success errorBehaviour eventCount accepted duplicates createdBy organisation { slug name }`;
const ISSUES = `{ event field rule clause code message }`;

export const CAPTURE_JOBS = typed<{ captureJobs: Page<CaptureJob> }, { first: number; after: string | null }>(`
  query CaptureJobs($first: Int!, $after: String) {
    captureJobs(first: $first, after: $after) { nodes { ${JOB} } pageInfo { hasNextPage endCursor } }
  }`);

export const CAPTURE_JOB = typed<{ captureJob: CaptureJobWithErrors | null }, { id: string }>(`
  query CaptureJob($id: ID!) { captureJob(id: $id) { ${JOB} errors(first: 200) ${ISSUES} } }`);

export interface Captured {
  __typename: 'CapturedEvents';
  job: CaptureJobWithErrors;
  eventIds: string[];
}

export const CAPTURE = typed<
  { captureEvents: Captured | Problem },
  { document: string; errorBehaviour: ErrorBehaviour }
>(`
  mutation Capture($document: String!, $errorBehaviour: CaptureErrorBehaviour!) {
    captureEvents(document: $document, errorBehaviour: $errorBehaviour) {
      __typename
      ... on CapturedEvents { job { ${JOB} errors(first: 200) ${ISSUES} } eventIds }
      ... on Problem { code message docs errors ${ISSUES} captureJobId }
    }
  }`);
