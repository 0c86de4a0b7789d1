import type { LoggerService, LogLevel } from '@nestjs/common';

const ORDER = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof ORDER)[number];
/** What the framework tells at each start: of use to those who look for it. */
const CHATTY: ReadonlySet<unknown> = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'GraphQLModule',
]);

/** One JSON object per line on stdout. Callers never put personal data, tokens or payloads into a message. */
export class JsonLogger implements LoggerService {
  constructor(
    private readonly level: Level,
    private readonly write: (line: string) => void = (line) => void process.stdout.write(line),
  ) {}

  log(message: unknown, context?: unknown): void {
    this.emit(CHATTY.has(context) ? 'debug' : 'info', message, context);
  }
  warn(message: unknown, context?: unknown): void {
    this.emit('warn', message, context);
  }
  error(message: unknown, ...rest: unknown[]): void {
    // Nest passes (message, stack?, context?).
    this.emit('error', message, rest.at(-1), rest.length > 1 ? rest[0] : undefined);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
  debug(message: unknown, context?: unknown): void {
    this.emit('debug', message, context);
  }
  verbose(message: unknown, context?: unknown): void {
    this.emit('debug', message, context);
  }
  setLogLevels(_levels: LogLevel[]): void {
    // The level is a setting of the process.
  }

  private emit(level: Level, message: unknown, context: unknown, stack?: unknown): void {
    if (ORDER.indexOf(level) < ORDER.indexOf(this.level)) return;
    const error =
      message instanceof Error
        ? { message: message.message, stack: message.stack, code: 'code' in message ? message.code : undefined }
        : undefined;
    const line = {
      time: new Date().toISOString(),
      level,
      context: typeof context === 'string' ? context : undefined,
      ...(error ?? {
        message: typeof message === 'string' ? message : JSON.stringify(message),
        stack: typeof stack === 'string' ? stack : undefined,
      }),
    };
    this.write(`${JSON.stringify(line)}\n`);
  }
}
