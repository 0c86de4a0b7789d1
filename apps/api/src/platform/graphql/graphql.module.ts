import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { formatGraphqlErrors } from './error-formatter.js';
import { checkComplexity, MAX_DEPTH } from './limits.js';

/** Refuses costly operations before they run; also over WebSocket, where Mercurius itself validates nothing. */
const hooks = {
  preExecution: async (
    schema: GraphQLSchema,
    document: DocumentNode,
    _context: unknown,
    variables: Record<string, unknown> = {},
  ) => {
    const tooComplex = checkComplexity(schema, document, variables);
    if (tooComplex) throw tooComplex;
  },
  preSubscriptionExecution: async (schema: GraphQLSchema, document: DocumentNode) => {
    const [error] = validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule]);
    if (error) throw error;
    const tooComplex = checkComplexity(schema, document, {});
    if (tooComplex) throw tooComplex;
  },
};

/** Code first: the schema is built from the resolvers, `schema.graphql` is its committed print. */
export const GraphqlModule = GraphQLModule.forRoot<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  sortSchema: true,
  path: '/graphql',
  graphiql: false,
  fieldResolverEnhancers: ['guards'],
  queryDepth: MAX_DEPTH,
  cache: 512,
  errorFormatter: formatGraphqlErrors as never,
  context: (request: FastifyRequest, reply: FastifyReply) => ({ req: request, reply }),
  hooks: hooks as never,
  subscription: {
    keepAlive: 20_000,
    // Always let in: an operation without a good token is refused with a code, which closing the socket could not give.
    onConnect: (message: { payload?: unknown }) => ({ authorization: authorizationOf(message.payload) }),
  } as never,
});

function authorizationOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return '';
  const own = payload as Record<string, unknown>;
  const found =
    own['authorization'] ??
    own['Authorization'] ??
    (own['headers'] as Record<string, unknown> | undefined)?.['authorization'];
  return typeof found === 'string' ? found : '';
}
