import type { Finding } from './types.js';

/** Tables in the order in which damage in one makes trouble in the next. */
const RANK = [
  'log_head',
  'log_batch',
  'key_event',
  'event',
  'event_secret',
  'event_identity',
  'event_item',
  'event_party',
  'capture_job_event',
  'tile',
  'log_tree',
  'checkpoint',
  'anchor',
];
const KEPT_PER_TABLE = 500;

/** A finding with what was expected and found, as opaque texts: two rows that hold each other's are swapped. */
export interface Draft extends Finding {
  readonly expected?: string;
  readonly actual?: string;
}

/** Collects findings, recognises swaps and puts root causes first. */
export class Findings {
  readonly #drafts = new Map<string, Draft[]>();
  #omitted = 0;

  add(draft: Draft): void {
    const list = this.#drafts.get(draft.table) ?? [];
    if (list.length === 0) this.#drafts.set(draft.table, list);
    if (list.length < KEPT_PER_TABLE) list.push(draft);
    else this.#omitted++;
  }

  /** True when something was found in this table. */
  has(table: string): boolean {
    return (this.#drafts.get(table)?.length ?? 0) > 0;
  }

  get omitted(): number {
    return this.#omitted;
  }

  /** All findings, root causes first. */
  finish(): Finding[] {
    const tables = [...this.#drafts.keys()].sort((a, b) => rank(a) - rank(b));
    return tables
      .flatMap((table) => pairSwaps(this.#drafts.get(table)!))
      .map(({ expected: _e, actual: _a, ...finding }) => finding);
  }
}

const rank = (table: string): number => {
  const at = RANK.indexOf(table);
  return at < 0 ? RANK.length : at;
};

/** Rows of one table that hold each other's content become `swapped`. */
export function pairSwaps(drafts: readonly Draft[]): Draft[] {
  const byExpected = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.expected === undefined) continue;
    const list = byExpected.get(draft.expected) ?? [];
    if (list.push(draft) === 1) byExpected.set(draft.expected, list);
  }
  return drafts.map((draft) => {
    if (draft.actual === undefined || draft.expected === undefined || draft.actual === draft.expected) return draft;
    const other = byExpected
      .get(draft.actual)
      ?.find((candidate) => candidate !== draft && candidate.actual === draft.expected);
    if (!other) return draft;
    return {
      ...draft,
      kind: 'swapped',
      sentence: `${describe(draft)} holds what belongs to ${describe(other)}, and the other way round.`,
    };
  });
}

/** A row in words: `event (batch_id 5, pos 0)`. */
export function describe({ table, key, column }: Pick<Finding, 'table' | 'key' | 'column'>): string {
  const parts = Object.entries(key).map(([name, value]) => `${name} ${value}`);
  return `${table}${column === undefined ? '' : `.${column}`} (${parts.join(', ')})`;
}
