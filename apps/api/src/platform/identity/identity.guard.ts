import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requestContextOf } from '../context/current-request.js';
import { IdentityService } from './identity.service.js';
import { PUBLIC } from './public.decorator.js';

/**
 * The one door: every REST handler and every GraphQL resolver passes here, and only `@Public()` ones pass without a
 * token. What the caller may then see is decided in the access layer, not here.
 */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    await requestContextOf(context, (authorization) => this.identity.authenticate(authorization));
    return true;
  }
}
