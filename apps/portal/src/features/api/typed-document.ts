/** A GraphQL operation with the types of its answer and variables. `documents.spec.ts` holds each one against the schema. */
export interface TypedDocument<Data, Variables> {
  readonly source: string;
  /** Never set: carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** Names the types of an operation. */
export const typed = <Data, Variables = Record<string, never>>(source: string): TypedDocument<Data, Variables> => ({
  source,
});
