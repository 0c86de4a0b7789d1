import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readOwners } from './backfill.repository.js';
import type { GlnOwners } from './gln-owners.js';

const TTL_MS = 3_000;

/** GLN owners for the hot path: one snapshot in memory, renewed every few seconds and after each registration here. */
@Injectable()
export class PartyDirectory {
  private snapshot: { until: number; owners: Promise<GlnOwners> } | undefined;

  constructor(private readonly database: Database) {}

  owners(): Promise<GlnOwners> {
    const now = Date.now();
    if (this.snapshot && this.snapshot.until > now) return this.snapshot.owners;
    const owners = readOwners(this.database.pool);
    this.snapshot = { until: now + TTL_MS, owners };
    owners.catch(() => (this.snapshot = undefined));
    return owners;
  }

  /** Call after a registration: the next question is answered from the tables. */
  forget(): void {
    this.snapshot = undefined;
  }
}
