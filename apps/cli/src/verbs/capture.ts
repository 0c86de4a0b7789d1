import { setTimeout as sleep } from 'node:timers/promises';
import type { CommonOptions } from '../main.js';
import { graphql, problemOf, refused, request, type ApiIssue } from '../support/api.js';
import { readInput } from '../support/files.js';
import { paint, print, printJson } from '../support/output.js';
import { accessToken } from '../support/session.js';

/** Capture job after EPCIS 2.0 §12.6, with our counts. */
interface CaptureJob {
  readonly captureID: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly errors?: readonly (ApiIssue & { detail?: string; title?: string })[];
}
interface FileResult {
  readonly file: string;
  readonly success: boolean;
  readonly captureID?: string;
  readonly events: readonly string[];
  readonly code?: string;
  readonly errors: readonly { readonly event?: number; readonly field?: string; readonly message: string }[];
}

/** `sealtrail capture FILE...`: exit 0 when all documents were taken whole, else 1. */
export async function capture(files: string[], options: CommonOptions & { proceed?: boolean }): Promise<number> {
  const results: FileResult[] = [];
  for (const file of files) {
    const result = await captureFile(file, options.proceed === true);
    results.push(result);
    if (!options.json) tell(result);
  }
  if (options.json) printJson(results);
  return results.every((result) => result.success) ? 0 : 1;
}

async function captureFile(file: string, proceed: boolean): Promise<FileResult> {
  const body = await readInput(file);
  const token = await accessToken();
  const response = await request('/epcis/v2/capture', {
    method: 'POST',
    headers: {
      'content-type': 'application/ld+json',
      'gs1-epcis-version': '2.0',
      'gs1-capture-error-behaviour': proceed ? 'proceed' : 'rollback',
    },
    body: body as Uint8Array<ArrayBuffer>,
    token,
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401) throw refused(problem, response.status);
    const errors = problem.errors ?? [{ message: problem.detail ?? problem.title ?? `status ${response.status}` }];
    return { file, success: false, code: problem.code, events: [], errors };
  }
  const id = response.headers.get('location')?.split('/').at(-1) ?? '';
  const job = await waitForJob(id, token);
  const events = await eventsOf(id, token);
  const errors = (job.errors ?? []).map((error) => ({
    ...error,
    message: error.message ?? error.detail ?? error.title ?? 'refused',
  }));
  return { file, success: job.success, captureID: id, events, errors };
}

async function waitForJob(id: string, token: string): Promise<CaptureJob> {
  for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
    const response = await request(`/epcis/v2/capture/${id}`, { token });
    if (!response.ok) throw refused(await problemOf(response), response.status);
    const job = (await response.json()) as CaptureJob;
    if (!job.running) return job;
    await sleep(pause);
  }
}

const EVENTS = `query ($id: ID!, $after: String) {
  captureJob(id: $id) { events(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }
}`;
interface EventsPage {
  captureJob: {
    events: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  } | null;
}

async function eventsOf(id: string, token: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page: EventsPage = await graphql<EventsPage>(EVENTS, { id, after }, token);
    if (!page.captureJob) return ids;
    ids.push(...page.captureJob.events.nodes.map((event) => event.id));
    if (!page.captureJob.events.pageInfo.hasNextPage) return ids;
    after = page.captureJob.events.pageInfo.endCursor;
  }
}

function tell(result: FileResult): void {
  const count = `${result.events.length} ${result.events.length === 1 ? 'event' : 'events'}`;
  if (result.success) print(`${paint('green', '✓')} ${result.file}: recorded ${count}`);
  else
    print(
      `${paint('red', '✗')} ${result.file}: refused${result.code ? ` (${result.code})` : ''}${result.events.length > 0 ? `, ${count} taken` : ''}`,
    );
  for (const id of result.events) print(`    ${id}`);
  for (const { event, field, message } of result.errors) {
    print(
      `    ${[event === undefined ? undefined : `event ${event}`, field].filter(Boolean).join(', ')}${event !== undefined || field ? ': ' : ''}${message}`,
    );
  }
}
