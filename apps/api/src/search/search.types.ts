import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Problem } from '../platform/graphql/problem.types.js';

export enum SearchHitKind {
  EVENT = 'EVENT',
  ITEM = 'ITEM',
  LOT = 'LOT',
  LOCATION = 'LOCATION',
  ORGANISATION = 'ORGANISATION',
  CAPTURE_JOB = 'CAPTURE_JOB',
  PRODUCT = 'PRODUCT',
}
registerEnumType(SearchHitKind, { name: 'SearchHitKind' });

@ObjectType()
export class SearchHit {
  @Field(() => SearchHitKind)
  kind: SearchHitKind;

  @Field(() => String)
  id: string;

  @Field(() => String)
  title: string;

  @Field(() => String, { nullable: true })
  subtitle?: string | null;
}

@ObjectType({
  description: 'What a typed or scanned text means, and what was found. Nothing found and not allowed look the same.',
})
export class SearchResult {
  @Field(() => String)
  text: string;

  @Field(() => String)
  understoodAs: string;

  @Field(() => Problem, { nullable: true })
  problem?: Problem | null;

  @Field(() => [SearchHit])
  hits: SearchHit[];
}
