import { passOn, problem } from '../../../features/api/upstream';
import { settings } from '../../../features/session/settings';

export const dynamic = 'force-dynamic';

/** The trust roots this installation publishes. Public: readers pin them on first use. */
export async function GET(): Promise<Response> {
  try {
    return passOn(await fetch(`${settings().apiUrl}/log/trust`, { cache: 'no-store' }));
  } catch {
    return problem(502, 'API_UNREACHABLE', 'The API does not answer.');
  }
}
