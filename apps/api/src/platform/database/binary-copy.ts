/** Signature, flags and extension length of the format. */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
/** A CopyData message starts with its kind and 4 bytes of length; a CopyDone message ends the rows. */
const COPY_DATA = 0x64;
const COPY_DONE = Buffer.from('6300000004', 'hex');
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
  // Ids of batches, organisations and jobs repeat from row to row: most are copied as they were written last.
  private lastInt8: bigint | undefined;
  private readonly int8Bytes = Buffer.alloc(8);
  private readonly uuids = new Map<string, Buffer>();

  constructor(
    private readonly columns: number,
    sizeHint = 64 * 1024,
  ) {
    this.buffer = Buffer.allocUnsafe(Math.max(sizeHint, 256));
    this.buffer[0] = COPY_DATA;
    this.at = 5 + HEADER.copy(this.buffer, 5);
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
    if (value !== this.lastInt8) {
      this.int8Bytes.writeBigInt64BE(value);
      this.lastInt8 = value;
    }
    return this.bytes(this.int8Bytes);
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
    let bytes = this.uuids.get(text);
    if (bytes === undefined) this.uuids.set(text, (bytes = Buffer.from(text.replaceAll('-', ''), 'hex')));
    return this.bytes(bytes);
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

  /** The messages that carry the rows, ready for the wire: framed here, since to frame them later copies them all. */
  finish(): Buffer {
    this.room(2 + COPY_DONE.length);
    this.at = this.buffer.writeInt16BE(-1, this.at);
    this.buffer.writeInt32BE(this.at - 1, 1);
    this.at += COPY_DONE.copy(this.buffer, this.at);
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
