import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { backfillParties } from './backfill-parties.js';

const EVERY_MS = 5_000;

/** Looks now and then whether a registration left events to be opened to their owner. Runs in the worker. */
@Injectable()
export class PartyBackfill implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PartyBackfill.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => (this.running = this.run()), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped && (await this.database.withTransaction((client) => backfillParties(client))));
    } catch (error) {
      this.logger.warn(`Events could not be opened to their owner yet: ${String(error)}`);
    }
    if (!this.stopped) this.onApplicationBootstrap();
  }
}
