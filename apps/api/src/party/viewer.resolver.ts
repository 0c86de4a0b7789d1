import { Query, Resolver } from '@nestjs/graphql';
import { permissionsOf } from '../platform/access/access.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Viewer } from './party.types.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer)
  me(@Ctx() ctx: RequestContext): Viewer {
    const { subject, username, name, roles } = ctx.caller;
    return Object.assign(new Viewer(), { subject, username, name, roles: [...roles], permissions: permissionsOf(ctx) });
  }
}
