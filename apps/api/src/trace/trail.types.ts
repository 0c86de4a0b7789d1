import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../platform/graphql/page-info.js';
import { EventType } from './event.types.js';
import type { TrailView } from './trail-view.js';

export enum TrailLink {
  OWN = 'OWN',
  CONTAINER = 'CONTAINER',
  INGREDIENT = 'INGREDIENT',
}
registerEnumType(TrailLink, { name: 'TrailLink', description: "How an event came into an item's trail." });

@ObjectType()
export class TrailEntry {
  @Field(() => EventType)
  event: EventType;

  @Field(() => TrailLink)
  link: TrailLink;

  @Field(() => String, {
    nullable: true,
    description: 'Container or ingredient through which the event belongs to the trail.',
  })
  via?: string | null;
}

@ObjectType()
export class TrailConnection {
  @Field(() => [TrailEntry])
  nodes: TrailEntry[];

  @Field(() => Int)
  totalCount: number;

  @Field(() => Boolean, {
    description:
      'False when the trail is longer than what is followed: 20,000 events, 5,000 containers and ingredients, 24 levels. The latest are shown.',
  })
  complete: boolean;

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class ContentConnection {
  @Field(() => [String])
  nodes: string[];

  @Field(() => Int)
  totalCount: number;

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class ItemTrail {
  /** What the fields are made of; not part of the API. */
  view: TrailView;

  @Field(() => String)
  id: string;

  @Field(() => String)
  original: string;

  @Field(() => String)
  kind: string;

  @Field(() => String, { nullable: true })
  gtin?: string | null;

  @Field(() => String, { nullable: true })
  serial?: string | null;

  @Field(() => String, { nullable: true })
  lot?: string | null;

  @Field(() => String, { nullable: true })
  sscc?: string | null;
}
