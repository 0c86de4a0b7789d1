import { Args, Query, Resolver } from '@nestjs/graphql';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Search } from './search.js';
import { SearchResult } from './search.types.js';

@Resolver()
export class SearchResolver {
  constructor(private readonly searchCase: Search) {}

  @Query(() => SearchResult)
  search(@Ctx() ctx: RequestContext, @Args('text', { type: () => String }) text: string): Promise<SearchResult> {
    return this.searchCase.execute(ctx, text);
  }
}
