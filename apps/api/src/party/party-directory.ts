import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { GlnOwners } from './gln-owners.js';

const TTL_MS = 3_000;

/** GLN owners for the hot path: one snapshot in memory, renewed every few seconds and after each registration here. */
@Injectable()
export class PartyDirectory {
  private snapshot: { until: number; owners: Promise<GlnOwners> } | undefined;

  constructor(private readonly database: Database) {}

  owners(): Promise<GlnOwners> {
    const now = Date.now();
    if (this.snapshot && this.snapshot.until > now) return this.snapshot.owners;
    const owners = this.load();
    this.snapshot = { until: now + TTL_MS, owners };
    owners.catch(() => (this.snapshot = undefined));
    return owners;
  }

  /** Call after a registration: the next question is answered from the tables. */
  forget(): void {
    this.snapshot = undefined;
  }

  private async load(): Promise<GlnOwners> {
    const [locations, prefixes] = await Promise.all([
      this.database.query<{ gln: string; id: string }>('SELECT gln, organisation_id AS id FROM location'),
      this.database.query<{ prefix: string; id: string }>(
        'SELECT prefix, organisation_id AS id FROM organisation_prefix',
      ),
    ]);
    return new GlnOwners(
      new Map(locations.rows.map((row) => [row.gln, row.id])),
      new Map(prefixes.rows.map((row) => [row.prefix, row.id])),
    );
  }
}
