import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { PageInfo } from '../platform/graphql/page-info.js';
import { Problem } from '../platform/graphql/problem.types.js';
import type { CaptureJobRecord } from './capture-result.js';

export enum CaptureErrorBehaviour {
  ROLLBACK = 'ROLLBACK',
  PROCEED = 'PROCEED',
}
registerEnumType(CaptureErrorBehaviour, { name: 'CaptureErrorBehaviour' });

@ObjectType()
export class CaptureJob {
  /** What the fields are made of; not part of the API. */
  record: CaptureJobRecord;

  @Field(() => ID)
  id: string;

  @Field(() => DateTime)
  createdAt: Date;

  @Field(() => DateTime, { nullable: true })
  finishedAt?: Date | null;

  @Field(() => Boolean)
  running: boolean;

  @Field(() => Boolean)
  success: boolean;

  @Field(() => CaptureErrorBehaviour)
  errorBehaviour: CaptureErrorBehaviour;

  @Field(() => Int)
  eventCount: number;

  @Field(() => Int)
  accepted: number;

  @Field(() => Int)
  duplicates: number;

  @Field(() => String)
  createdBy: string;
}

@ObjectType()
export class CaptureJobConnection {
  @Field(() => [CaptureJob])
  nodes: CaptureJob[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class CapturedEvents {
  @Field(() => CaptureJob)
  job: CaptureJob;

  @Field(() => [ID])
  eventIds: string[];
}

export const CaptureEventsResult = createUnionType({
  name: 'CaptureEventsResult',
  types: () => [CapturedEvents, Problem] as const,
  resolveType: (value: object) => (value instanceof Problem ? 'Problem' : 'CapturedEvents'),
});

/** The API's job of a record. */
export function toCaptureJob(record: CaptureJobRecord): CaptureJob {
  const { id, createdAt, finishedAt, running, success, eventCount, accepted, duplicates, createdBy } = record;
  const errorBehaviour =
    record.errorBehaviour === 'proceed' ? CaptureErrorBehaviour.PROCEED : CaptureErrorBehaviour.ROLLBACK;
  const fields = { id, createdAt, finishedAt, running, success, eventCount, accepted, duplicates, createdBy };
  return Object.assign(new CaptureJob(), { record, errorBehaviour, ...fields });
}
