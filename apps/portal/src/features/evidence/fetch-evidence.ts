import type { StatusName } from '../api/schema-types';

/** Fetches an evidence file as text, untouched. @throws Error with the sentence the platform gave */
export async function fetchEvidence(eventId: string, status: StatusName): Promise<string> {
  const level = status === 'ANCHORED' ? '' : '?level=published';
  const answer = await fetch(`/api/evidence/${encodeURIComponent(eventId)}${level}`);
  if (answer.ok) return answer.text();
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string };
  throw new Error(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
}
