import { Module } from '@nestjs/common';
import { FindParties } from './find-parties.js';
import { ListOrganisations } from './list-organisations.js';
import { LocationResolver, ProductResolver } from './owned.resolvers.js';
import { PartyDirectory } from './party-directory.js';
import { PartyLoaders } from './party-loaders.js';
import { PartyResolver } from './party.resolver.js';
import { RegisterLocation } from './register-location.js';
import { RegisterOrganisation } from './register-organisation.js';
import { RegisterProduct } from './register-product.js';
import { ViewerResolver } from './viewer.resolver.js';

export const PARTY_RESOLVERS = [PartyResolver, LocationResolver, ProductResolver, ViewerResolver];

@Module({
  providers: [
    PartyDirectory,
    PartyLoaders,
    FindParties,
    ListOrganisations,
    RegisterOrganisation,
    RegisterLocation,
    RegisterProduct,
    ...PARTY_RESOLVERS,
  ],
  exports: [FindParties, PartyDirectory, PartyLoaders],
})
export class PartyModule {}
