'use client';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { ApiError } from '../features/api/api-error';
import { goToSignIn } from '../features/session/go-to-sign-in';
import { LOCALE, MESSAGES } from './messages';
import { cssVariables, theme } from './theme';

const FINAL = ['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED', 'BAD_REQUEST'];

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A paused mutation is a button that spins until the network is back: try, and say what went wrong.
      mutations: { networkMode: 'always' },
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => {
          // An ended session is not an error to show: sign in and come back to this page.
          if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') goToSignIn();
          return failures < 2 && !(error instanceof ApiError && FINAL.includes(error.code));
        },
      },
    },
  });
}

/** Theme, messages and data for the whole portal. */
export function Providers({ children, nonce }: { children: ReactNode; nonce: string }) {
  const [client] = useState(makeQueryClient);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <IntlProvider locale={LOCALE} messages={MESSAGES} timeZone={zone}>
        <QueryClientProvider client={client}>
          <Notifications position="top-center" zIndex={500} />
          {children}
        </QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  );
}
