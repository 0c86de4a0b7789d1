import { isSealtrailError, type SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { issuesOf } from '../errors/problem.js';
import { Problem } from './problem.types.js';

/** Our error as the `Problem` member of a result union. */
export function toGraphqlProblem(error: SealtrailError): Problem {
  const captureJobId = error.data['captureJobId'];
  return Object.assign(new Problem(), {
    code: error.code,
    message: error.message,
    docs: error.docs,
    errors: [...issuesOf(error)],
    captureJobId: typeof captureJobId === 'string' ? captureJobId : undefined,
  });
}

/**
 * Runs a use case for a result union: expected failures become the `Problem` member, bugs and a missing or spent
 * sign-in are thrown and end in `errors`.
 */
export async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (isSealtrailError(error) && error.code !== 'UNAUTHENTICATED' && error.status < 500)
      return toGraphqlProblem(error);
    throw error;
  }
}
