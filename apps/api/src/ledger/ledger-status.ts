/**
 * Where a leaf stands on its way from record to anchor, as a table of transitions. A status is never stored: it follows from
 * the leaf index and the heads of the log, so it cannot disagree with them.
 */
export const LEDGER_STATUSES = ['RECORDED', 'INTEGRATED', 'PUBLISHED', 'ANCHORED'] as const;
export type LedgerStatus = (typeof LEDGER_STATUSES)[number];

/** Sizes of the log as far as each step has come: always recorded >= integrated >= published >= anchored. */
export interface LedgerHeads {
  readonly recorded: bigint;
  readonly integrated: bigint;
  readonly published: bigint;
  readonly anchored: bigint;
}

interface Transition {
  readonly from: LedgerStatus;
  readonly to: LedgerStatus;
  /** The job that moves leaves over this transition. */
  readonly job: 'integrate' | 'publish' | 'anchor';
  /** The head that has to pass the leaf. */
  readonly head: 'integrated' | 'published' | 'anchored';
}

/** The only ways to move. There is no way back: heads never shrink. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'RECORDED', to: 'INTEGRATED', job: 'integrate', head: 'integrated' },
  { from: 'INTEGRATED', to: 'PUBLISHED', job: 'publish', head: 'published' },
  { from: 'PUBLISHED', to: 'ANCHORED', job: 'anchor', head: 'anchored' },
];

export type LedgerJob = Transition['job'];

/** Status of a leaf under these heads. */
export function statusOf(leafIndex: bigint, heads: Omit<LedgerHeads, 'recorded'>): LedgerStatus {
  let status: LedgerStatus = 'RECORDED';
  for (const transition of TRANSITIONS) {
    if (transition.from !== status || leafIndex >= heads[transition.head]) break;
    status = transition.to;
  }
  return status;
}

/** Jobs that have work under these heads, in order. */
export function jobsWithWork(heads: LedgerHeads): LedgerJob[] {
  const before = { integrated: heads.recorded, published: heads.integrated, anchored: heads.published };
  return TRANSITIONS.filter(({ head }) => heads[head] < before[head]).map(({ job }) => job);
}

/** True when a caller who has seen `known` has something new to see. */
export function isLater(status: LedgerStatus, known: LedgerStatus | undefined): boolean {
  return known === undefined || LEDGER_STATUSES.indexOf(status) > LEDGER_STATUSES.indexOf(known);
}
