import { ApiError } from './api-error';
import type { TypedDocument } from './typed-document';

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Sends one operation through the portal's proxy. @throws ApiError with the code the API gave */
export async function execute<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  let response: Response;
  try {
    response = await fetch('/api/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document.source, variables }),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('OFFLINE', 'The portal cannot be reached.', 0);
  }
  const answer = (await response.json().catch(() => ({}))) as Answer<Data>;
  const first = answer.errors?.[0];
  if (first !== undefined) throw new ApiError(first.extensions?.code ?? 'INTERNAL', first.message, response.status);
  if (!answer.data)
    throw new ApiError(
      response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL',
      'The answer carries no data.',
      response.status,
    );
  return answer.data;
}
