import { createUnionType } from '@nestjs/graphql';
import { Problem } from '../platform/graphql/problem.types.js';
import { Location, Organisation, Product } from './party.types.js';

const member =
  (type: { new (): object; name: string }) =>
  (value: object): string =>
    value instanceof Problem ? 'Problem' : type.name;

export const RegisterOrganisationResult = createUnionType({
  name: 'RegisterOrganisationResult',
  types: () => [Organisation, Problem] as const,
  resolveType: member(Organisation),
});
export const RegisterLocationResult = createUnionType({
  name: 'RegisterLocationResult',
  types: () => [Location, Problem] as const,
  resolveType: member(Location),
});
export const RegisterProductResult = createUnionType({
  name: 'RegisterProductResult',
  types: () => [Product, Problem] as const,
  resolveType: member(Product),
});
