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

  /** Last member name on the way here, for sentences; list positions do not count. */
  get name(): string {
    for (let i = this.#depth - 1; i >= 0; i--) if (typeof this.#keys[i] === 'string') return this.#keys[i] as string;
    return this.#event === undefined ? 'The document' : 'The event';
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
