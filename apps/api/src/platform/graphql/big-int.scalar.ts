import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DECIMAL = /^(0|-?[1-9]\d{0,77})$/;

function parse(value: unknown): bigint {
  if (typeof value === 'string' && DECIMAL.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new GraphQLError('BigInt must be decimal text such as "42".', { extensions: { code: 'BAD_REQUEST' } });
}

/** Decimal text outside, `bigint` inside. */
export const BigIntScalar = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description: 'Decimal text: what can grow past 2^53.',
  serialize: (value) => {
    if (typeof value === 'bigint') return value.toString();
    return parse(value).toString();
  },
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.INT ? String(node.value) : undefined),
});
