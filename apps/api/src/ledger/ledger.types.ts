import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BigIntScalar } from '../platform/graphql/big-int.scalar.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { PageInfo } from '../platform/graphql/page-info.js';
import type { LedgerStatus } from './ledger-status.js';

/** GraphQL needs an enum object; its names are those of `LEDGER_STATUSES`. */
const EventStatusName = {
  RECORDED: 'RECORDED',
  INTEGRATED: 'INTEGRATED',
  PUBLISHED: 'PUBLISHED',
  ANCHORED: 'ANCHORED',
} as const satisfies Record<LedgerStatus, LedgerStatus>;
registerEnumType(EventStatusName, { name: 'EventStatusName' });

@ObjectType()
export class Anchor {
  @Field(() => BigIntScalar)
  size: bigint;

  @Field(() => String)
  root: string;

  @Field(() => BigIntScalar)
  chainId: bigint;

  @Field(() => String)
  contract: string;

  @Field(() => String)
  txHash: string;

  @Field(() => BigIntScalar)
  blockNumber: bigint;

  @Field(() => String)
  blockHash: string;

  @Field(() => DateTime)
  anchoredAt: Date;
}

@ObjectType({ description: 'Where an event stands on its way from record to anchor.' })
export class EventStatus {
  @Field(() => EventStatusName)
  status: LedgerStatus;

  @Field(() => BigIntScalar)
  leafIndex: bigint;

  @Field(() => DateTime)
  recordedAt: Date;

  @Field(() => BigIntScalar, {
    nullable: true,
    description: 'Size of the smallest published checkpoint that covers the leaf.',
  })
  checkpointSize?: bigint | null;

  @Field(() => DateTime, { nullable: true })
  publishedAt?: Date | null;

  @Field(() => Anchor, { nullable: true })
  anchor?: Anchor | null;
}

@ObjectType()
export class Checkpoint {
  @Field(() => BigIntScalar)
  size: bigint;

  @Field(() => String)
  root: string;

  @Field(() => String)
  note: string;

  @Field(() => DateTime)
  createdAt: Date;

  @Field(() => Anchor, { nullable: true })
  anchor?: Anchor | null;
}

@ObjectType()
export class CheckpointConnection {
  @Field(() => [Checkpoint])
  nodes: Checkpoint[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class Ledger {
  @Field(() => String)
  origin: string;

  @Field(() => String)
  verifierKey: string;

  @Field(() => BigIntScalar)
  recordedSize: bigint;

  @Field(() => BigIntScalar)
  integratedSize: bigint;

  @Field(() => BigIntScalar)
  publishedSize: bigint;

  @Field(() => BigIntScalar)
  anchoredSize: bigint;

  @Field(() => Checkpoint, { nullable: true })
  latestCheckpoint?: Checkpoint | null;

  @Field(() => String, {
    nullable: true,
    description: 'Set when anchoring stands still: chain down, wrong chain, balance.',
  })
  alarm?: string | null;
}

@ObjectType()
export class EventStatusChange {
  @Field(() => ID)
  eventId: string;

  @Field(() => EventStatusName)
  status: LedgerStatus;
}
