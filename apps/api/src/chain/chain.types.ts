import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BigIntScalar } from '../platform/graphql/big-int.scalar.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';

@ObjectType()
export class Block {
  @Field(() => BigIntScalar)
  number: bigint;

  @Field(() => String)
  hash: string;

  @Field(() => DateTime)
  timestamp: Date;

  @Field(() => Int)
  transactionCount: number;

  @Field(() => String)
  proposer: string;

  @Field(() => Int)
  round: number;

  @Field(() => [String], { description: 'Addresses of the validators whose commit seals the block carries.' })
  seals: string[];

  @Field(() => BigIntScalar)
  gasUsed: bigint;
}

@ObjectType()
export class Chain {
  @Field(() => Boolean)
  reachable: boolean;

  @Field(() => BigIntScalar, { nullable: true })
  chainId?: bigint | null;

  @Field(() => Block, { nullable: true })
  head?: Block | null;

  @Field(() => [String])
  validators: string[];

  @Field(() => String, { nullable: true, description: 'Address of AnchorLog, once it is deployed.' })
  contract?: string | null;
}
