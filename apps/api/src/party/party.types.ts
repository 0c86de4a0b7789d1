import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../platform/graphql/page-info.js';

@ObjectType()
export class Organisation {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  slug: string;

  @Field(() => String)
  name: string;

  @Field(() => [String])
  roles: string[];

  @Field(() => String, { nullable: true })
  country?: string | null;

  @Field(() => [String])
  prefixes: string[];
}

@ObjectType()
export class OrganisationConnection {
  @Field(() => [Organisation])
  nodes: Organisation[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class Location {
  @Field(() => String)
  gln: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  country?: string | null;

  @Field(() => Float, { nullable: true })
  latitude?: number | null;

  @Field(() => Float, { nullable: true })
  longitude?: number | null;

  /** Filled in by its resolver. */
  organisationId: string;

  @Field(() => Organisation, { nullable: true })
  organisation?: Organisation | null;
}

@ObjectType()
export class Product {
  @Field(() => String)
  gtin: string;

  @Field(() => String)
  name: string;

  organisationId: string;

  @Field(() => Organisation, { nullable: true })
  organisation?: Organisation | null;
}

@ObjectType()
export class Viewer {
  @Field(() => ID)
  subject: string;

  @Field(() => String)
  username: string;

  @Field(() => String)
  name: string;

  @Field(() => [String])
  roles: string[];

  @Field(() => Organisation, { nullable: true })
  organisation?: Organisation | null;

  @Field(() => [String])
  permissions: string[];
}

@InputType()
export class OrganisationInput {
  @Field(() => String)
  slug: string;

  @Field(() => String)
  name: string;

  @Field(() => [String])
  roles: string[];

  @Field(() => String, { nullable: true })
  country?: string | null;

  @Field(() => [String])
  prefixes: string[];

  @Field(() => Boolean, { nullable: true, defaultValue: true })
  shareUpstream?: boolean | null;
}

@InputType()
export class LocationInput {
  @Field(() => String)
  gln: string;

  @Field(() => String, { description: 'Slug of the organisation.' })
  organisation: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  country?: string | null;

  @Field(() => Float, { nullable: true })
  latitude?: number | null;

  @Field(() => Float, { nullable: true })
  longitude?: number | null;
}

@InputType()
export class ProductInput {
  @Field(() => String)
  gtin: string;

  @Field(() => String, { description: 'Slug of the organisation.' })
  organisation: string;

  @Field(() => String)
  name: string;
}
