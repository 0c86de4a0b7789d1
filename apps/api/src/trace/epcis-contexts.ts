import { Injectable } from '@nestjs/common';
import type { JsonValue } from '@sealtrail/bytes/json';
import { Database } from '../platform/database/database.js';

/** JSON-LD contexts of captured documents, each kept once under the SHA-256 of its canonical JSON. */
@Injectable()
export class EpcisContexts {
  constructor(private readonly database: Database) {}

  async load(ids: readonly Buffer[]): Promise<Map<string, JsonValue>> {
    const { rows } = await this.database.query<{ id: Buffer; value: string }>(
      'SELECT id, value FROM epcis_context WHERE id = ANY($1::bytea[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id.toString('hex'), JSON.parse(row.value) as JsonValue]));
  }
}
