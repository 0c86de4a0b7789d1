import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import * as capture from '../capture/capture.documents';
import * as ledger from '../ledger/ledger.documents';
import * as search from '../search/search.documents';
import * as session from '../session/session.documents';
import * as trace from '../trace/trace.documents';

const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../../../api/schema.graphql'), 'utf8'));
const documents = Object.entries({ ...capture, ...ledger, ...search, ...session, ...trace });

test.each(documents)('%s asks only for what the API offers', (_name, document) => {
  expect(validate(schema, parse(document.source)).map((error) => error.message)).toEqual([]);
});
