import { spawn, type ChildProcess } from 'node:child_process';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { LogFile } from './log-file.js';

/** A process of the platform. */
export interface PartDefinition {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Limit of the JavaScript heap (MB). */
  readonly heapMb: number;
  /** How long it may take to say that it is ready (ms). */
  readonly readyMs: number;
}

/** What a part tells the supervisor. */
export interface PartEvents {
  note(line: string): void;
  /** It crashed so often that starting it again makes no sense. */
  gaveUp(part: Part, error: SealtrailError): void;
}

const BACKOFF_MS = [100, 500, 1_000, 2_000, 5_000];
/** A part that ran this long has forgotten its crashes (ms). */
const HEALTHY_MS = 60_000;

/** Keeps one process alive: starts it, waits for its `ready`, starts it again after a crash, stops it. */
export class Part {
  readonly log: LogFile;
  #child: ChildProcess | undefined;
  #stopping = false;
  #crashes = 0;
  #timer: NodeJS.Timeout | undefined;
  #ready = false;
  #oneShot = false;

  constructor(
    readonly definition: PartDefinition,
    logFile: string,
    private readonly events: PartEvents,
  ) {
    this.log = new LogFile(logFile);
  }

  get name(): string {
    return this.definition.name;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts the process and resolves when it says `{type:'ready'}`.
   * @throws SealtrailError PART_FAILED with the end of its log, when it ends or stays silent.
   */
  start(): Promise<void> {
    const { args, env, cwd, heapMb, readyMs, name } = this.definition;
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...args], {
      cwd,
      env: { ...process.env, ...env },
      // a session of its own: Ctrl-C reaches the supervisor alone, which then stops the parts in order
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#ready = false;
    const began = Date.now();
    this.log.write(`--- ${new Date(began).toISOString()} ${name} starts as process ${child.pid}\n`);
    child.stdout?.on('data', (chunk: Buffer) => this.log.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.log.write(chunk));
    // writing to a child that has just died must not take the supervisor with it
    child.on('error', (error) => this.log.write(`${error.message}\n`));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(this.#failure(`did not become ready within ${readyMs / 1000} s`));
        child.kill('SIGKILL');
      }, readyMs);
      child.on('message', (message) => {
        if ((message as { type?: string } | null)?.type !== 'ready' || this.#oneShot) return;
        clearTimeout(late);
        this.#ready = true;
        resolve();
      });
      child.once('close', (code, signal) => {
        clearTimeout(late);
        const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
        this.log.write(`--- ${new Date().toISOString()} ${name} ${how}\n`);
        if (this.#child === child) this.#child = undefined;
        if (this.#stopping || (this.#oneShot && code === 0)) return resolve();
        if (this.#ready && !this.#oneShot) this.#revive(how, Date.now() - began);
        else reject(this.#failure(how));
      });
    });
  }

  /** For a part that ends by itself when its work is done. @throws SealtrailError PART_FAILED unless it ends well. */
  runToEnd(): Promise<void> {
    this.#oneShot = true;
    return this.start();
  }

  #failure(how: string): SealtrailError {
    const sentence = `The ${this.name} ${how}. The end of its log, ${this.log.path}, says why:`;
    return new SealtrailError('PART_FAILED', sentence, { part: this.name, tail: this.log.tail() });
  }

  /** After a crash: again, with growing pauses; a failed start counts as a crash. */
  #revive(how: string, livedMs: number): void {
    if (this.#stopping) return;
    this.#crashes = livedMs > HEALTHY_MS ? 1 : this.#crashes + 1;
    const pause = BACKOFF_MS[this.#crashes - 1];
    if (pause === undefined) {
      this.events.gaveUp(this, this.#failure(`${how}, ${this.#crashes} times in a row`));
      return;
    }
    this.events.note(`The ${this.name} ${how}; starting it again.`);
    this.#timer = setTimeout(() => {
      const began = Date.now();
      this.start().then(
        () => this.events.note(`The ${this.name} is back.`),
        (error: SealtrailError) =>
          this.#revive(error.message.replace(/^The \S+ |\. The end of its log.*/g, ''), Date.now() - began),
      );
    }, pause);
  }

  /** Asks the process to end, then makes it end after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }
}
