import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { BigIntScalar } from '../platform/graphql/big-int.scalar.js';
import { pageSize } from '../platform/graphql/page-size.js';
import { Block, Chain } from './chain.types.js';
import { ReadChain } from './read-chain.js';

@Resolver(() => Chain)
export class ChainResolver {
  constructor(private readonly readChain: ReadChain) {}

  @Query(() => Chain)
  chain(@Ctx() ctx: RequestContext): Promise<Chain> {
    return this.readChain.execute(ctx);
  }

  @ResolveField(() => [Block])
  blocks(
    @Parent() chain: Chain,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number,
    @Args('before', { type: () => BigIntScalar, nullable: true }) before: bigint | null,
  ): Promise<Block[]> {
    return this.readChain.blocks(chain, pageSize(first, 100), before);
  }
}
