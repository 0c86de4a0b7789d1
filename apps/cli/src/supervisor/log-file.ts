import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 8 * 1024 * 1024;

/** A log of bounded size: `name.log`, and the one before it as `name.log.1`. */
export class LogFile {
  #size: number;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#size = existsSync(path) ? statSync(path).size : 0;
  }

  /** Appends; a full disk loses log lines, never the platform. */
  write(chunk: string | Uint8Array): void {
    try {
      if (this.#size > MAX_BYTES) {
        renameSync(this.path, `${this.path}.1`);
        this.#size = 0;
      }
      appendFileSync(this.path, chunk);
      this.#size += chunk.length;
    } catch {
      // nowhere left to say it
    }
  }

  /** The last lines. */
  tail(lines = 15): string[] {
    try {
      return readFileSync(this.path, 'utf8').trimEnd().split('\n').slice(-lines);
    } catch {
      return [];
    }
  }
}
