import { pointerToken } from '@sealtrail/bytes/json';
import type { Clause } from '../clauses.js';
import type { EpcisIssue, EpcisIssueCode } from '../validation-report.js';

/** More issues than this per event help nobody; the verdict stays right. */
const MAX_ISSUES = 25;

/** Where a rule looks at the moment, and what was found so far. Paths become text only when something is wrong. */
export class Cursor {
  readonly issues: EpcisIssue[] = [];
  failed = false;
  readonly #keys: (string | number)[] = [];
  #depth = 0;
  readonly #event: number | undefined;

  constructor(event?: number) {
    this.#event = event;
  }

  enter(key: string | number): void {
    this.#keys[this.#depth++] = key;
  }

  leave(): void {
    this.#depth--;
  }

  /** What is looked at, for sentences: `action`, `id of readPoint`, `Entry 2 of epcList`, `type in entry 1 of sourceList`. */
  get name(): string {
    const [list, before, last] = [3, 2, 1].map((back) => this.#keys[this.#depth - back]);
    if (this.#depth === 0) return this.#event === undefined ? 'The document' : 'The event';
    if (typeof last === 'number') return `Entry ${last + 1} of ${before}`;
    if (this.#depth === 1) return String(last);
    return typeof before === 'number' ? `${last} in entry ${before + 1} of ${list}` : `${last} of ${before}`;
  }

  get pointer(): string {
    return this.#keys.slice(0, this.#depth).map(pointerToken).join('');
  }

  /** Further issues would not be kept: rules may spare themselves the sentence. */
  get full(): boolean {
    return this.issues.length >= MAX_ISSUES;
  }

  fail(code: EpcisIssueCode, rule: string, clause: Clause, message: string): void {
    this.failed = true;
    if (this.full) return;
    const issue = { field: this.pointer, rule, clause, code, message };
    this.issues.push(this.#event === undefined ? issue : { event: this.#event, ...issue });
  }
}
