import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppConfig } from '../config/app-config.js';

export type Channel = 'ledger_batch' | 'ledger_status';
type Handler = (payload: string) => void;

const RECONNECT_MS = 500;

/**
 * LISTEN on one connection of its own, reconnected for ever. A notification is a hint, never the fact: after each
 * (re)connect every handler is called once with an empty payload, so that nothing sent in between is missed.
 */
@Injectable()
export class Notifications implements OnApplicationShutdown {
  private readonly logger = new Logger(Notifications.name);
  private readonly handlers = new Map<Channel, Set<Handler>>();
  private client: pg.Client | undefined;
  private connecting: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly config: AppConfig) {}

  /** Calls `handler` for each notification on `channel`. Returns what stops it. */
  async listen(channel: Channel, handler: Handler): Promise<() => void> {
    const existing = this.handlers.get(channel);
    if (existing) existing.add(handler);
    else this.handlers.set(channel, new Set([handler]));
    await this.connect();
    if (!existing) await this.client?.query(`LISTEN ${channel}`).catch(() => this.reconnectLater());
    return () => this.handlers.get(channel)?.delete(handler);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private connect(): Promise<void> {
    if (this.client) return Promise.resolve();
    return (this.connecting ??= this.open().finally(() => {
      this.connecting = undefined;
    }));
  }

  private async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'sealtrail-listen',
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.logger.warn(`The listening connection broke: ${error.message}`);
      this.lose(client);
    });
    client.on('end', () => this.lose(client));
    client.on('notification', ({ channel, payload }) => this.deliver(channel as Channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.logger.warn(`Cannot listen to the database: ${error instanceof Error ? error.message : 'unknown'}`);
      void client.end().catch(() => undefined);
      this.reconnectLater();
      return;
    }
    if (this.closed) return void client.end();
    this.client = client;
    for (const channel of this.handlers.keys()) this.deliver(channel, '');
  }

  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.reconnectLater();
  }

  private reconnectLater(): void {
    if (this.closed || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.connect();
    }, RECONNECT_MS);
    this.timer.unref();
  }

  private deliver(channel: Channel, payload: string): void {
    for (const handler of this.handlers.get(channel) ?? []) handler(payload);
  }
}
