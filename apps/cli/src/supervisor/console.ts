/** Progress of the supervisor: standard error, so that standard output carries the ready line alone. */
export class Console {
  readonly #began = Date.now();
  #spinner: NodeJS.Timeout | undefined;
  #title = '';

  /** What is going on now; animated on a terminal only. */
  doing(title: string): void {
    this.#clear();
    this.#title = title;
    if (!process.stderr.isTTY) return;
    const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
    let at = 0;
    this.#spinner = setInterval(
      () => process.stderr.write(`\r\x1b[2K${frames[at++ % frames.length]} ${this.#title} ${this.#seconds()}`),
      100,
    );
  }

  /** Something that is done. */
  done(line: string): void {
    this.#clear();
    this.#write(`✓ ${line} (${this.#seconds()})`);
  }

  /** Something to know. */
  note(line: string): void {
    this.#clear();
    this.#write(`! ${line}`);
  }

  /** A failure: the sentence, then the end of the log it speaks of. */
  failed(sentence: string, tail: readonly string[] = []): void {
    this.#clear();
    this.#write(`✗ ${sentence}`);
    for (const line of tail) this.#write(`  │ ${line}`);
  }

  #seconds(): string {
    return `${((Date.now() - this.#began) / 1000).toFixed(1)} s`;
  }

  #write(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  #clear(): void {
    if (this.#spinner === undefined) return;
    clearInterval(this.#spinner);
    this.#spinner = undefined;
    process.stderr.write('\r\x1b[2K');
  }
}
