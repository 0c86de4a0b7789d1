export const dynamic = 'force-dynamic';

/** Says that the portal itself answers; the API has its own health. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
