import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityGuard } from './identity.guard.js';
import { IdentityService } from './identity.service.js';
import { KeycloakTokens } from './keycloak-tokens.js';

@Global()
@Module({
  providers: [KeycloakTokens, IdentityService, { provide: APP_GUARD, useClass: IdentityGuard }],
  exports: [IdentityService],
})
export class IdentityModule {}
