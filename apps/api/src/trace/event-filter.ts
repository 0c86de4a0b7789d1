import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseIdentifier } from '@sealtrail/gs1/identifier';
import { isGln } from '@sealtrail/gs1/gln';
import { canonicalUri } from '@sealtrail/gs1/canonical-uri';
import { UUID } from '../platform/graphql/cursor.js';
import type { Parameters } from './visible-events.js';

export interface EventFilterValues {
  readonly item?: string | null;
  readonly bizStep?: string | null;
  /** Any of these steps or dispositions, as bare CBV words or foreign URIs. */
  readonly bizSteps?: readonly string[] | null;
  readonly dispositions?: readonly string[] | null;
  /** True: only error declarations. False: only events that are none. */
  readonly errorDeclaration?: boolean | null;
  readonly type?: string | null;
  /** GLN or any URI of a location. */
  readonly location?: string | null;
  /** Slug of the capturing organisation. */
  readonly organisation?: string | null;
  /** RFC 3339, on the event time: from (inclusive) and until (exclusive). */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly captureJobId?: string | null;
}

/** More words than either vocabulary of the CBV has. */
const MAX_WORDS = 50;

/** Index form of whatever names an item; text that is no identifier stays as it is. */
export function itemKey(text: string): string {
  try {
    return parseIdentifier(text).canonical;
  } catch {
    return canonicalUri(text.trim());
  }
}

/** SQL conditions of a filter, each ANDed. @throws SealtrailError BAD_REQUEST */
export function filterConditions(filter: EventFilterValues, parameters: Parameters): string[] {
  const conditions: string[] = [];
  const equal = (column: string, value: string | null | undefined): void => {
    if (value != null) conditions.push(`${column} = ${parameters.add(value)}`);
  };
  equal('e.type', filter.type);
  equal('e.biz_step', filter.bizStep);
  const oneOf = (column: string, name: string, values: readonly string[] | null | undefined): void => {
    if (values == null) return;
    if (values.length === 0 || values.length > MAX_WORDS)
      throw new SealtrailError('BAD_REQUEST', `${name} holds 1 to ${MAX_WORDS} words.`, {});
    conditions.push(`${column} = ANY(${parameters.add(values)}::text[])`);
  };
  oneOf('e.biz_step', 'bizSteps', filter.bizSteps);
  oneOf('e.disposition', 'dispositions', filter.dispositions);
  // Said without a parameter, so that the partial index of error declarations fits.
  if (filter.errorDeclaration != null)
    conditions.push(filter.errorDeclaration ? 'e.error_declaration' : 'NOT e.error_declaration');
  if (filter.item != null) {
    const item = parameters.add(itemKey(filter.item));
    conditions.push(
      `EXISTS (SELECT 1 FROM event_item i WHERE i.item = ${item} AND i.batch_id = e.batch_id AND i.pos = e.pos)`,
    );
  }
  if (filter.location != null) conditions.push(locationCondition(filter.location, parameters));
  if (filter.organisation != null) {
    conditions.push(
      `e.organisation_id = (SELECT id FROM organisation WHERE slug = ${parameters.add(filter.organisation)})`,
    );
  }
  if (filter.since != null) conditions.push(`e.event_time >= ${parameters.add(new Date(filter.since))}`);
  if (filter.until != null) conditions.push(`e.event_time < ${parameters.add(new Date(filter.until))}`);
  if (filter.captureJobId != null) {
    if (!UUID.test(filter.captureJobId))
      throw new SealtrailError('BAD_REQUEST', 'captureJobId is the id of a capture job.', {});
    const job = parameters.add(filter.captureJobId);
    conditions.push(
      `EXISTS (SELECT 1 FROM capture_job_event j WHERE j.job_id = ${job}::uuid AND j.batch_id = e.batch_id AND j.pos = e.pos)`,
    );
  }
  return conditions;
}

/** A GLN means every place under it, with or without extension. */
function locationCondition(text: string, parameters: Parameters): string {
  const key = isGln(text.trim()) ? `https://id.gs1.org/414/${text.trim()}` : canonicalUri(text.trim());
  const exact = parameters.add(key);
  const below = parameters.add(`${key.replace(/[\\%_]/g, '\\$&')}/254/%`);
  return `(e.read_point = ${exact} OR e.biz_location = ${exact} OR e.read_point LIKE ${below} OR e.biz_location LIKE ${below})`;
}
