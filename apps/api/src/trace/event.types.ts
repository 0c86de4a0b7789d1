import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Location, Organisation, Product } from '../party/party.types.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { PageInfo } from '../platform/graphql/page-info.js';
import type { EventRecord } from './event-record.js';

export enum ItemRole {
  EPC = 'EPC',
  PARENT = 'PARENT',
  CHILD = 'CHILD',
  INPUT = 'INPUT',
  OUTPUT = 'OUTPUT',
  QUANTITY = 'QUANTITY',
  CHILD_QUANTITY = 'CHILD_QUANTITY',
  INPUT_QUANTITY = 'INPUT_QUANTITY',
  OUTPUT_QUANTITY = 'OUTPUT_QUANTITY',
}
registerEnumType(ItemRole, { name: 'ItemRole' });

@ObjectType()
export class EventItem {
  @Field(() => String)
  item: string;

  @Field(() => String)
  original: string;

  @Field(() => ItemRole)
  role: ItemRole;

  @Field(() => Float, { nullable: true })
  quantity?: number | null;

  @Field(() => String, { nullable: true })
  uom?: string | null;

  @Field(() => String)
  kind: string;

  @Field(() => Product, { nullable: true })
  product?: Product | null;
}

@ObjectType()
export class PartyRef {
  @Field(() => String)
  type: string;

  @Field(() => String)
  id: string;

  @Field(() => Location, { nullable: true })
  location?: Location | null;

  @Field(() => Organisation, { nullable: true })
  organisation?: Organisation | null;
}

@ObjectType()
export class BizTransaction {
  @Field(() => String, { nullable: true })
  type?: string | null;

  @Field(() => String)
  id: string;
}

@ObjectType()
export class ErrorDeclaration {
  @Field(() => DateTime)
  declarationTime: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => [String])
  correctiveEventIDs: string[];
}

@ObjectType()
export class SensorReading {
  @Field(() => String)
  type: string;

  @Field(() => Float, { nullable: true })
  value?: number | null;

  @Field(() => Float, { nullable: true })
  minValue?: number | null;

  @Field(() => Float, { nullable: true })
  maxValue?: number | null;

  @Field(() => String, { nullable: true })
  uom?: string | null;

  @Field(() => DateTime, { nullable: true })
  time?: string | null;

  @Field(() => Boolean)
  alarm: boolean;
}

/** `status` is the ledger's field: it resolves it from `record`. */
@ObjectType('Event')
export class EventType {
  /** What the fields are made of; not part of the API. */
  record: EventRecord;

  @Field(() => ID, { description: 'eventID, as captured or assigned (ni:///sha-256;...?ver=CBV2.0).' })
  id: string;

  @Field(() => String)
  type: string;

  @Field(() => String, { nullable: true })
  action?: string | null;

  @Field(() => DateTime)
  eventTime: string;

  @Field(() => String)
  eventTimeZoneOffset: string;

  @Field(() => DateTime)
  recordTime: Date;

  @Field(() => String, { nullable: true })
  bizStep?: string | null;

  @Field(() => String, { nullable: true })
  disposition?: string | null;

  @Field(() => String, { nullable: true })
  readPoint?: string | null;

  @Field(() => String, { nullable: true })
  bizLocation?: string | null;

  @Field(() => Int)
  itemCount: number;

  @Field(() => ID)
  captureJobId: string;

  @Field(() => String)
  hash: string;
}

@ObjectType()
export class EventConnection {
  @Field(() => [EventType])
  nodes: EventType[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@InputType()
export class EventFilter {
  @Field(() => String, { nullable: true })
  item?: string | null;

  @Field(() => String, { nullable: true })
  bizStep?: string | null;

  @Field(() => [String], { nullable: true, description: 'Any of these steps; 1 to 50.' })
  bizSteps?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Any of these dispositions; 1 to 50.' })
  dispositions?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  errorDeclaration?: boolean | null;

  @Field(() => String, { nullable: true })
  type?: string | null;

  @Field(() => String, { nullable: true })
  location?: string | null;

  @Field(() => String, { nullable: true })
  organisation?: string | null;

  @Field(() => DateTime, { nullable: true })
  since?: string | null;

  @Field(() => DateTime, { nullable: true })
  until?: string | null;

  @Field(() => ID, { nullable: true })
  captureJobId?: string | null;
}
