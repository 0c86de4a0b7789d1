import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { pageSize } from '../platform/graphql/page-size.js';
import type { Problem } from '../platform/graphql/problem.types.js';
import { orProblem } from '../platform/graphql/to-graphql-problem.js';
import { ListOrganisations } from './list-organisations.js';
import {
  LocationInput,
  OrganisationConnection,
  OrganisationInput,
  ProductInput,
  type Location,
  type Organisation,
  type Product,
} from './party.types.js';
import { RegisterLocationResult, RegisterOrganisationResult, RegisterProductResult } from './party.unions.js';
import { RegisterLocation } from './register-location.js';
import { RegisterOrganisation } from './register-organisation.js';
import { RegisterProduct } from './register-product.js';

@Resolver()
export class PartyResolver {
  constructor(
    private readonly registerOrganisationCase: RegisterOrganisation,
    private readonly registerLocationCase: RegisterLocation,
    private readonly registerProductCase: RegisterProduct,
    private readonly listOrganisations: ListOrganisations,
  ) {}

  @Query(() => OrganisationConnection)
  organisations(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<OrganisationConnection> {
    return this.listOrganisations.execute(ctx, pageSize(first, 200), after);
  }

  @Mutation(() => RegisterOrganisationResult)
  registerOrganisation(
    @Ctx() ctx: RequestContext,
    @Args('input') input: OrganisationInput,
  ): Promise<Organisation | Problem> {
    return orProblem(() => this.registerOrganisationCase.execute(ctx, input));
  }

  @Mutation(() => RegisterLocationResult)
  registerLocation(@Ctx() ctx: RequestContext, @Args('input') input: LocationInput): Promise<Location | Problem> {
    return orProblem(() => this.registerLocationCase.execute(ctx, input));
  }

  @Mutation(() => RegisterProductResult)
  registerProduct(@Ctx() ctx: RequestContext, @Args('input') input: ProductInput): Promise<Product | Problem> {
    return orProblem(() => this.registerProductCase.execute(ctx, input));
  }
}
