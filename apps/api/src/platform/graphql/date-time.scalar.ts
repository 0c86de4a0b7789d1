import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

// RFC 3339 §5.6 date-time; seconds may be 60 for a leap second, which Date cannot hold, so it is refused here.
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-](\d{2}):(\d{2}))$/;

/** True when `text` is an RFC 3339 date-time that exists in the calendar. */
export function isRfc3339(text: string): boolean {
  const parts = RFC3339.exec(text);
  if (!parts) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (Number(parts[9] ?? 0) > 23 || Number(parts[10] ?? 0) > 59) return false;
  const daysInMonth = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  return day >= 1 && day <= daysInMonth && hour <= 23 && minute <= 59 && second <= 59;
}

function check(value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value === 'string' && isRfc3339(value)) return value;
  throw new GraphQLError('DateTime must be RFC 3339 text with its zone, such as 2026-05-04T09:30:00+02:00.', {
    extensions: { code: 'BAD_REQUEST' },
  });
}

/** Text in, text out: the zone is kept as given. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'RFC 3339 date-time, zone kept.',
  serialize: check,
  parseValue: check,
  parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined),
});
