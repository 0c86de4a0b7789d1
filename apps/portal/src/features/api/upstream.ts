import 'server-only';
import { NextResponse } from 'next/server';

/** A failure in the shape of a GraphQL answer, so that the client knows one shape only. */
export const graphqlFailure = (status: number, code: string, message: string): NextResponse =>
  NextResponse.json(
    { errors: [{ message, extensions: { code } }] },
    { status, headers: { 'cache-control': 'no-store' } },
  );

/** A failure as problem+json (RFC 9457). */
export const problem = (status: number, code: string, title: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title, status, code }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });

const PASSED_ON = ['content-type', 'content-disposition', 'retry-after'];

/** Hands an upstream answer on with the few headers that matter to a browser. */
export function passOn(answer: Response): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}
