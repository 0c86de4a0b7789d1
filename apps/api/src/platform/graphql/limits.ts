import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { getComplexity, simpleEstimator, type ComplexityEstimator } from 'graphql-query-complexity';

/** Deep enough for introspection's nested `ofType`, too shallow for cycles through organisation and location. */
export const MAX_DEPTH = 15;
/** About 40 pages of 100 entries with 25 fields each. */
export const MAX_COMPLEXITY = 100_000;

/** A list costs its page size times what each entry costs. */
const paged: ComplexityEstimator = ({ args, childComplexity }) => {
  const first: unknown = args['first'];
  return typeof first === 'number' && first > 0 ? 1 + first * Math.max(1, childComplexity) : undefined;
};

/** @returns the error when the operation is too costly, before anything of it runs. */
export function checkComplexity(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
): GraphQLError | undefined {
  let cost: number;
  try {
    cost = getComplexity({ schema, query, variables, estimators: [paged, simpleEstimator({ defaultComplexity: 1 })] });
  } catch {
    // Bad variables: execution reports them better.
    return undefined;
  }
  if (cost <= MAX_COMPLEXITY) return undefined;
  return new GraphQLError(
    `The query would cost ${cost}, more than ${MAX_COMPLEXITY}: ask for smaller pages or fewer fields.`,
    {
      extensions: { code: 'QUERY_TOO_COMPLEX', cost, limit: MAX_COMPLEXITY },
    },
  );
}
