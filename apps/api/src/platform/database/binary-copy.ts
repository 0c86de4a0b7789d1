import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
/** PostgreSQL counts time from 2000-01-01, in microseconds. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/**
 * Rows in the binary format of COPY (PostgreSQL manual, "COPY: Binary Format"), about a fifth faster than text and
 * free of escaping. Call `row()` and then one method per column, in column order.
 */
export class BinaryCopy {
  private buffer: Buffer;
  private at: number;
  rows = 0;

  constructor(
    private readonly columns: number,
    sizeHint = 64 * 1024,
  ) {
    this.buffer = Buffer.allocUnsafe(Math.max(sizeHint, 256));
    this.at = HEADER.copy(this.buffer, 0);
  }

  row(): this {
    this.rows++;
    this.room(2);
    this.at = this.buffer.writeInt16BE(this.columns, this.at);
    return this;
  }

  null(): this {
    this.room(4);
    this.at = this.buffer.writeInt32BE(-1, this.at);
    return this;
  }

  int2(value: number): this {
    this.length(2);
    this.at = this.buffer.writeInt16BE(value, this.at);
    return this;
  }

  int4(value: number): this {
    this.length(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
    return this;
  }

  int8(value: bigint): this {
    this.length(8);
    this.at = this.buffer.writeBigInt64BE(value, this.at);
    return this;
  }

  float8(value: number | undefined): this {
    if (value === undefined) return this.null();
    this.length(8);
    this.at = this.buffer.writeDoubleBE(value, this.at);
    return this;
  }

  bool(value: boolean): this {
    this.length(1);
    this.at = this.buffer.writeUInt8(value ? 1 : 0, this.at);
    return this;
  }

  /** Milliseconds since 1970. */
  time(ms: number | undefined): this {
    if (ms === undefined) return this.null();
    this.length(8);
    this.at = this.buffer.writeBigInt64BE(BigInt(ms - EPOCH_MS) * 1000n, this.at);
    return this;
  }

  uuid(text: string): this {
    this.length(16);
    this.at += this.buffer.write(text.replaceAll('-', ''), this.at, 16, 'hex');
    return this;
  }

  bytes(value: Uint8Array | undefined): this {
    if (value === undefined) return this.null();
    this.length(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  text(value: string | undefined): this {
    if (value === undefined) return this.null();
    this.room(4 + value.length * 3);
    const written = this.buffer.write(value, this.at + 4, 'utf8');
    this.buffer.writeInt32BE(written, this.at);
    this.at += 4 + written;
    return this;
  }

  /** jsonb carries one version byte before its text. */
  jsonb(value: unknown): this {
    const text = JSON.stringify(value);
    this.room(5 + text.length * 3);
    const written = this.buffer.write(text, this.at + 5, 'utf8');
    this.buffer.writeInt32BE(written + 1, this.at);
    this.buffer.writeUInt8(1, this.at + 4);
    this.at += 5 + written;
    return this;
  }

  /** The whole stream, trailer included. */
  finish(): Buffer {
    this.room(2);
    this.at = this.buffer.writeInt16BE(-1, this.at);
    return this.buffer.subarray(0, this.at);
  }

  private length(bytes: number): void {
    this.room(4 + bytes);
    this.at = this.buffer.writeInt32BE(bytes, this.at);
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(bigger, 0, 0, this.at);
    this.buffer = bigger;
  }
}

/** Sends the rows; none, no round trip. `into` is table and columns, such as `event_secret (batch_id, pos, secret)`. */
export function copyInto(client: PoolClient, into: string, rows: BinaryCopy): Promise<void> {
  if (rows.rows === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(`COPY ${into} FROM STDIN (FORMAT binary)`));
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(rows.finish());
  });
}
