import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Notifications } from '../platform/database/notifications.js';
import { coalesce } from './coalesce.js';
import { LedgerReader } from './ledger-reader.js';
import { isLater, type LedgerHeads, type LedgerStatus, statusOf } from './ledger-status.js';
import { Ledger, type EventStatusChange } from './ledger.types.js';
import { CHANNEL_STATUS } from './log-id.js';
import { PushIterator } from './push-iterator.js';

/** Subscriptions one process serves at a time. */
const MAX_SUBSCRIBERS = 2_000;
const PAUSE_MS = 20;

type Subscriber = (heads: LedgerHeads) => void;

/** Tells subscribers when heads move: one notification, one read, however many listen. */
@Injectable()
export class StatusFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(StatusFeed.name);
  private readonly subscribers = new Set<Subscriber>();
  private readonly open = new Set<{ end: () => void }>();
  private stop: (() => void) | undefined;

  constructor(
    private readonly notifications: Notifications,
    private readonly reader: LedgerReader,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const tell = coalesce(
      async () => {
        if (this.subscribers.size === 0) return;
        const heads = await this.reader.heads();
        for (const subscriber of [...this.subscribers]) subscriber(heads);
      },
      PAUSE_MS,
      (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    );
    this.stop = await this.notifications.listen(
      CHANNEL_STATUS,
      () => void tell().catch((error: Error) => this.logger.warn(error.message)),
    );
  }

  onApplicationShutdown(): void {
    this.stop?.();
    for (const iterator of [...this.open]) iterator.end();
  }

  /** Each change of status of these leaves, beginning with the present one; ends when all are anchored. */
  async eventStatus(leaves: ReadonlyMap<string, bigint>): Promise<AsyncIterableIterator<EventStatusChange>> {
    const known = new Map<string, LedgerStatus>();
    const iterator = this.iterator<EventStatusChange>(leaves.size * 4, (heads) => {
      for (const [eventId, leaf] of leaves) {
        const status = statusOf(leaf, heads);
        if (!isLater(status, known.get(eventId))) continue;
        known.set(eventId, status);
        iterator.push({ eventId, status });
      }
      if ([...known.values()].every((status) => status === 'ANCHORED')) iterator.end();
    });
    return iterator.started();
  }

  /** The ledger, now and after each move of a head. */
  async ledger(): Promise<AsyncIterableIterator<Ledger>> {
    const iterator = this.iterator<Ledger>(1, () => {
      void this.reader.ledger().then(
        (ledger) => iterator.push(ledger),
        (error: Error) => this.logger.warn(error.message),
      );
    });
    return iterator.started();
  }

  private iterator<T>(
    limit: number,
    subscriber: Subscriber,
  ): PushIterator<T> & { started: () => Promise<PushIterator<T>> } {
    if (this.subscribers.size >= MAX_SUBSCRIBERS) {
      throw new SealtrailError('OVERLOADED', 'Too many subscriptions are open: try again later.', { retryAfter: 5 });
    }
    const iterator = new PushIterator<T>(limit, () => {
      this.subscribers.delete(subscriber);
      this.open.delete(iterator);
    });
    // listening begins before the first look, so that no move falls between them
    this.subscribers.add(subscriber);
    this.open.add(iterator);
    const started = async (): Promise<PushIterator<T>> => {
      try {
        subscriber(await this.reader.heads());
        return iterator;
      } catch (error) {
        iterator.end();
        throw error;
      }
    };
    return Object.assign(iterator, { started });
  }
}
