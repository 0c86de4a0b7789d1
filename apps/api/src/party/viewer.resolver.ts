import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { permissionsOf } from '../platform/access/access.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PartyLoaders } from './party-loaders.js';
import { Organisation, Viewer } from './party.types.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @Query(() => Viewer)
  me(@Ctx() ctx: RequestContext): Viewer {
    const { subject, username, name, roles } = ctx.caller;
    return Object.assign(new Viewer(), { subject, username, name, roles: [...roles], permissions: permissionsOf(ctx) });
  }

  @ResolveField(() => Organisation, { nullable: true })
  async organisation(@Ctx() ctx: RequestContext, @Parent() _viewer: Viewer): Promise<Organisation | undefined> {
    const own = ctx.caller.organisation;
    return own && this.loaders.organisation(ctx, own.id);
  }
}
