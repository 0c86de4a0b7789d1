import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class IssueDetail {
  @Field(() => Int, { nullable: true })
  event?: number | null;

  @Field(() => String, { nullable: true })
  field?: string | null;

  @Field(() => String, { nullable: true })
  rule?: string | null;

  @Field(() => String, { nullable: true })
  clause?: string | null;

  @Field(() => String)
  code: string;

  @Field(() => String)
  message: string;
}

/** The expected failure of every mutation: a member of its result union. */
@ObjectType()
export class Problem {
  @Field(() => String)
  code: string;

  @Field(() => String)
  message: string;

  @Field(() => String, { nullable: true })
  docs?: string | null;

  @Field(() => [IssueDetail])
  errors: IssueDetail[];

  @Field(() => ID, { nullable: true })
  captureJobId?: string | null;
}
