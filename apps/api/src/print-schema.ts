import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RESOLVERS } from './resolvers.js';

/** The committed print of the schema. */
export const SCHEMA_FILE = fileURLToPath(new URL('../schema.graphql', import.meta.url));

const HEADER =
  '# Made from the resolvers by `npm run print-schema -w @sealtrail/api`: change those, not this file.\n\n';

/** The API's schema as text, sorted so that a change of order is no change. */
export async function renderSchema(): Promise<string> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await app.get(GraphQLSchemaFactory).create(RESOLVERS);
  await app.close();
  return `${HEADER}${printSchema(lexicographicSortSchema(schema))}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SCHEMA_FILE, await renderSchema());
