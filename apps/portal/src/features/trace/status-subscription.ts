import 'server-only';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { EVENT_STATUS_SUBSCRIPTION, type StatusChange } from './trace.documents';

export interface StatusSink {
  next(change: StatusChange): void;
  error(error: unknown): void;
  complete(): void;
}

/** Subscribes to status changes of events over graphql-ws; answers with the function that ends it. */
export function subscribeToStatus(apiUrl: string, token: string, eventIds: string[], sink: StatusSink): () => void {
  const authorization = `Bearer ${token}`;
  class AuthorisedSocket extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers: { authorization } });
    }
  }
  const client = createClient({
    url: `${apiUrl.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: AuthorisedSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  const unsubscribe = client.subscribe<{ eventStatus: StatusChange }>(
    { query: EVENT_STATUS_SUBSCRIPTION.source, variables: { eventIds } },
    {
      next: ({ data, errors }) => {
        if (data) sink.next(data.eventStatus);
        else sink.error(errors);
      },
      error: (error) => sink.error(error),
      complete: () => {
        sink.complete();
        void client.dispose();
      },
    },
  );
  return () => {
    unsubscribe();
    void client.dispose();
  };
}
