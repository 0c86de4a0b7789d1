import type { Connection, PoolClient, Submittable } from 'pg';
import type { BinaryCopy } from './binary-copy.js';

/**
 * Statements and rows to copy, sent in one go: one transaction, one round trip. PostgreSQL runs the statements of one
 * simple query as one transaction (manual, "Multiple Statements in a Simple Query") and reads the rows of each COPY
 * off the wire when it gets there; after an error it skips the rest. Against one round trip per COPY, a commit of one
 * event takes a third of the time, and the log head is locked for the length of the commit alone.
 */
export class CopyScript {
  private readonly statements: string[] = [];
  private readonly data: Buffer[] = [];

  /** A statement without parameters. What varies must be a number or hexadecimal digits: see {@link bytesLiteral}. */
  statement(sql: string): this {
    this.statements.push(sql);
    return this;
  }

  /** `into` is table and columns, such as `event_secret (batch_id, pos, secret)`. No rows, no statement. */
  copy(into: string, rows: BinaryCopy): this {
    if (rows.rows === 0) return this;
    this.statements.push(`COPY ${into} FROM STDIN (FORMAT binary)`);
    this.data.push(rows.finish());
    return this;
  }

  /**
   * Runs all or nothing, outside any open transaction.
   * @returns the rows of all statements as text
   */
  run(client: PoolClient): Promise<(string | null)[][]> {
    return new Promise((resolve, reject) => {
      client.query(new Exchange(this.statements.join(';\n'), this.data, resolve, reject));
    });
  }
}

/** Bytes in a statement. Nothing in it can end the literal. */
export function bytesLiteral(bytes: Uint8Array): string {
  return `'\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}'::bytea`;
}

/** A text in a statement. */
export function textLiteral(text: string): string {
  return `convert_from(${bytesLiteral(Buffer.from(text))}, 'UTF8')`;
}

/** What `pg` calls while it is the turn of this exchange on the connection. */
class Exchange implements Submittable {
  private readonly rows: (string | null)[][] = [];
  private failed: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly data: readonly Buffer[],
    private readonly resolve: (rows: (string | null)[][]) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.stream.cork();
    connection.query(this.text);
    for (const bytes of this.data) connection.stream.write(bytes);
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.rows.push(fields);
  }

  handleError(error: Error): void {
    this.failed ??= error;
    this.reject(error);
  }

  handleReadyForQuery(): void {
    if (!this.failed) this.resolve(this.rows);
  }

  handleCopyInResponse(): void {}
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
}
