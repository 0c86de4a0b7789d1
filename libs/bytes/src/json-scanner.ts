import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { pointerToken } from './json.js';
import { utf8 } from './utf8.js';

export interface ScannerOptions {
  readonly maxDepth: number;
  readonly refuseUnsafeIntegers: boolean;
  /** When given, duplicate names are told instead of refused, up to {@link MAX_DUPLICATES}. */
  readonly onDuplicateName?: ((place: JsonPlace & { readonly name: string }) => void) | undefined;
}

/** A place in a JSON text. */
export interface JsonPlace {
  /** UTF-8 bytes before it. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/** More duplicates than this are no slip of an author: the text is refused. */
export const MAX_DUPLICATES = 100;

/** One open array or object. */
interface Frame {
  readonly names: Set<string> | undefined;
  key: string | number;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const BAD_ESCAPE = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/;

/**
 * Walks a JSON text (RFC 8259 grammar, RFC 7493 limits) token by token without recursion and throws at the first
 * violation, naming it with offset, line, column and JSON pointer. Returns when there is none.
 *
 * @throws SealtrailError JSON_SYNTAX, JSON_DUPLICATE_KEY, JSON_LONE_SURROGATE, JSON_TOO_DEEP, JSON_NUMBER
 */
export function scanStrictJson(text: string, options: ScannerOptions): void {
  new Scanner(text, options).run();
}

class Scanner {
  private at = 0;
  private readonly stack: Frame[] = [];
  private duplicates = 0;

  constructor(
    private readonly text: string,
    private readonly options: ScannerOptions,
  ) {}

  run(): void {
    if (this.text.charCodeAt(0) === 0xfeff)
      this.fail('JSON_SYNTAX', 'The text starts with a byte order mark, which I-JSON forbids');
    this.space();
    let open = this.value();
    for (;;) {
      // `open` says that a container was just entered; otherwise a value has just ended.
      const frame = this.stack.at(-1);
      if (frame === undefined) break;
      open = this.step(frame, open);
    }
    this.space();
    if (this.at < this.text.length) this.fail('JSON_SYNTAX', `Expected the end of the text, found ${this.found()}`);
  }

  /** Moves on inside the innermost container; returns whether a new one was entered. */
  private step(frame: Frame, entered: boolean): boolean {
    const isObject = frame.names !== undefined;
    const close = isObject ? '}' : ']';
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      this.stack.pop();
      return false;
    }
    if (!entered) {
      if (this.text[this.at] !== ',') this.fail('JSON_SYNTAX', `Expected a comma or ${close}, found ${this.found()}`);
      this.at++;
      this.space();
      if (typeof frame.key === 'number') frame.key++;
      if (this.text[this.at] === close) this.fail('JSON_SYNTAX', 'A comma has nothing after it');
    }
    if (frame.names !== undefined) this.memberName(frame, frame.names);
    return this.value();
  }

  private memberName(frame: Frame, names: Set<string>): void {
    const start = this.at;
    if (this.text[start] !== '"')
      this.fail('JSON_SYNTAX', `Expected a member name in double quotes, found ${this.found()}`);
    const name = this.string();
    frame.key = name;
    if (names.has(name)) this.duplicate(name, start);
    names.add(name);
    this.space();
    if (this.text[this.at] !== ':') this.fail('JSON_SYNTAX', `Expected a colon, found ${this.found()}`);
    this.at++;
    this.space();
  }

  private duplicate(name: string, at: number): void {
    const { onDuplicateName } = this.options;
    if (onDuplicateName === undefined || ++this.duplicates > MAX_DUPLICATES) {
      this.fail('JSON_DUPLICATE_KEY', `The member ${JSON.stringify(name)} appears twice in one object`, at);
    }
    onDuplicateName({ ...this.place(at), name });
  }

  /** Reads one scalar, or enters a container and returns true. */
  private value(): boolean {
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      if (this.stack.length >= this.options.maxDepth) {
        this.fail('JSON_TOO_DEEP', `Nested deeper than ${this.options.maxDepth} levels`);
      }
      this.stack.push(char === '{' ? { names: new Set(), key: '' } : { names: undefined, key: 0 });
      this.at++;
      return true;
    }
    if (char === '"') this.string();
    else if (char !== undefined && (char === '-' || (char >= '0' && char <= '9'))) this.number();
    else this.literal();
    return false;
  }

  private literal(): void {
    const word = ['true', 'false', 'null'].find((each) => this.text.startsWith(each, this.at));
    if (word === undefined) this.fail('JSON_SYNTAX', `Expected a value, found ${this.found()}`);
    this.at += word.length;
  }

  private number(): void {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) this.fail('JSON_SYNTAX', `Expected a number, found ${this.found()}`);
    const value = Number(match[0]);
    if (!Number.isFinite(value)) this.fail('JSON_NUMBER', 'The number is beyond the range of a double');
    const isInteger = match[1] === undefined && match[2] === undefined;
    if (this.options.refuseUnsafeIntegers && isInteger && !Number.isSafeInteger(value)) {
      this.fail('JSON_NUMBER', 'The integer is beyond 2^53-1 and cannot be kept exactly: write it as text');
    }
    this.at += match[0].length;
  }

  private string(): string {
    const start = this.at;
    let end = start + 1;
    for (; ; end++) {
      const code = this.text.charCodeAt(end);
      if (Number.isNaN(code)) this.fail('JSON_SYNTAX', 'The text ends inside a string', this.text.length);
      if (code === 0x22) break;
      if (code < 0x20)
        this.fail(
          'JSON_SYNTAX',
          `A control character (U+${code.toString(16).padStart(4, '0')}) stands unescaped in a string`,
          end,
        );
      if (code === 0x5c) end++;
    }
    const raw = this.text.slice(start, end + 1);
    const escape = raw.replaceAll('\\\\', '  ').search(BAD_ESCAPE);
    if (escape >= 0) this.fail('JSON_SYNTAX', 'A backslash is followed by no valid escape', start + escape);
    const value = JSON.parse(raw) as string;
    if (LONE_SURROGATE.test(value))
      this.fail('JSON_LONE_SURROGATE', 'A string holds half of a surrogate pair, which is no character', start);
    this.at = end + 1;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private found(): string {
    const point = this.text.codePointAt(this.at);
    if (point === undefined) return 'the end of the text';
    return point > 0x20 && point < 0x7f
      ? `"${String.fromCodePoint(point)}"`
      : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  }

  private fail(code: ErrorCode, what: string, at = this.at): never {
    const place = this.place(at);
    throw new SealtrailError(code, `${what} (line ${place.line}, column ${place.column}).`, { ...place });
  }

  private place(at: number): JsonPlace {
    const before = this.text.slice(0, at);
    const pointer = this.stack
      .map((frame) => (frame.key === '' && frame.names?.size === 0 ? '' : pointerToken(frame.key)))
      .join('');
    return {
      offset: utf8(before).length,
      line: before.split('\n').length,
      column: at - before.lastIndexOf('\n'),
      pointer,
    };
  }
}
