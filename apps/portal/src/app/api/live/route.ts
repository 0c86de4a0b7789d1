import type { NextRequest } from 'next/server';
import { subscribeToStatus } from '../../../features/trace/status-subscription';
import { problem } from '../../../features/api/upstream';
import { freshAccessToken } from '../../../features/session/access-token';
import { settings } from '../../../features/session/settings';

const MAX_IDS = 100;
/** Keeps proxies from closing a quiet stream, in milliseconds. */
const HEARTBEAT = 15_000;

/** Server-sent events `status` with `{eventId, status}` for the events named by `id`; `done` when nothing more can come. */
export async function GET(request: NextRequest): Promise<Response> {
  const eventIds = request.nextUrl.searchParams.getAll('id');
  if (eventIds.length === 0 || eventIds.length > MAX_IDS) return problem(400, 'BAD_REQUEST', 'Name 1 to 100 events.');
  const token = await freshAccessToken().catch(() => undefined);
  if (token === undefined) return problem(401, 'UNAUTHENTICATED', 'Sign in first.');

  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const send = (text: string): void => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT);
      const close = (last: string): void => {
        if (!open) return;
        send(last);
        open = false;
        clearInterval(heartbeat);
        controller.close();
      };
      send('retry: 3000\n\n');
      const unsubscribe = subscribeToStatus(settings().apiUrl, token, eventIds, {
        next: (change) => send(`event: status\ndata: ${JSON.stringify(change)}\n\n`),
        // The browser opens the stream again by itself, with a fresh token.
        error: () => close(''),
        complete: () => close('event: done\ndata: {}\n\n'),
      });
      stop = () => {
        unsubscribe();
        close('');
      };
      request.signal.addEventListener('abort', stop);
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
