import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { whereabouts } from './whereabouts.js';

/** Base URL of the API: `SEALTRAIL_API`, else the platform that runs on this data folder, else the standard port. */
export function apiBase(): string {
  const given = process.env['SEALTRAIL_API'];
  if (given) return given.replace(/\/+$/, '');
  return whereabouts().api;
}

/** What the API says about a refusal (RFC 9457, with our code and the list of faults). */
export interface ApiProblem {
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
  readonly code?: string;
  readonly errors?: readonly ApiIssue[];
}
export interface ApiIssue {
  readonly event?: number;
  readonly field?: string;
  readonly rule?: string;
  readonly clause?: string;
  readonly code?: string;
  readonly message: string;
}

/** One request to the API. @throws SealtrailError API_UNREACHABLE. */
export async function request(path: string, init: RequestInit & { token?: string } = {}): Promise<Response> {
  const url = apiBase() + path;
  const headers = new Headers(init.headers);
  if (init.token) headers.set('authorization', `Bearer ${init.token}`);
  try {
    return await fetch(url, { signal: AbortSignal.timeout(120_000), ...init, headers });
  } catch (cause) {
    const sentence = `The API does not answer at ${apiBase()}: start the platform with npm start, or set SEALTRAIL_API.`;
    throw new SealtrailError('API_UNREACHABLE', sentence, { url }, { cause });
  }
}

/** Reads the problem in a refusal. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    return JSON.parse(text) as ApiProblem;
  } catch {
    return { status: response.status, detail: text.slice(0, 300) };
  }
}

/** The refusal as an error. */
export function refused(problem: ApiProblem, status: number): SealtrailError {
  const why = problem.detail ?? problem.title ?? `status ${status}`;
  const code = problem.code ? ` (${problem.code})` : '';
  return new SealtrailError('API_REFUSED', `The API refused: ${why}${code}`, {
    status,
    code: problem.code,
    errors: problem.errors,
  });
}

/** One GraphQL operation. @throws SealtrailError API_UNREACHABLE | API_REFUSED. */
export async function graphql<T>(query: string, variables: Record<string, unknown>, token?: string): Promise<T> {
  const response = await request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    token,
  });
  const body = (await response.json().catch(() => ({}))) as {
    data?: T;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const error = body.errors?.[0];
  if (error) throw refused({ detail: error.message, code: error.extensions?.code }, response.status);
  if (!body.data) throw refused({ detail: 'The answer holds no data.' }, response.status);
  return body.data;
}
