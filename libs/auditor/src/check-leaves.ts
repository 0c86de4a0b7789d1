import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex } from '@sealtrail/bytes/hex';
import type { JsonValue } from '@sealtrail/bytes/json';
import { openKeyStatement } from '@sealtrail/evidence/key-statement';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { checkEvent, type EventVerdict, fits } from './check-event.js';
import type { Findings } from './findings.js';
import { type Layout, UNKNOWN_BATCH } from './layout.js';
import { type EventRow, type Leaf, readLeaves } from './leaf-source.js';
import { isSigned, type LogKeys } from './log-keys.js';
import {
  type CheckedEvent,
  checkIdentities,
  checkItems,
  checkParties,
  type PartyKnowledge,
  type SideCounts,
} from './side-rows.js';
import { TileCheck } from './tile-check.js';
import { truthOfBlock } from './truth.js';
import { type Finding, type FsckOptions, LOG_ID } from './types.js';

export interface LeavesInput {
  readonly options: FsckOptions;
  readonly layout: Layout;
  readonly keys: LogKeys;
  readonly heads: readonly { size: bigint; root: Uint8Array }[];
  /** Sizes at which the root is wanted, ascending. */
  readonly sizes: readonly bigint[];
  readonly findings: Findings;
  readonly parties: PartyKnowledge;
  readonly erasures: Finding[];
}

export interface LeavesResult {
  readonly roots: ReadonlyMap<bigint, Uint8Array>;
  /** Places (`batch/pos`) whose event is gone: what hangs on them is not reported again. */
  readonly gone: ReadonlySet<string>;
  /** Places whose event is not what was signed. */
  readonly damaged: ReadonlySet<string>;
  readonly events: number;
  readonly tiles: number;
  readonly counts: SideCounts;
  /** Frontier at the size of the stored tree. */
  readonly frontier: Uint8Array | undefined;
}

type Mismatch = NonNullable<EventVerdict['mismatch']>;
const MAX_PAIRED = 200;

/** The long way through the log: every leaf, every event, every row that follows from them. */
export async function checkLeaves(input: LeavesInput): Promise<LeavesResult> {
  const { options, layout, heads, sizes, findings } = input;
  const { client, suite } = options;
  const { rows: trees } = await client.query<{ size: string }>('SELECT size::text FROM log_tree WHERE log_id = $1', [
    LOG_ID,
  ]);
  // a tree row that contradicts what is signed is named elsewhere; the tiles are held against the signed size then
  const signedSize = heads.at(-1)?.size ?? 0n;
  const treeSize = trees[0] ? BigInt(trees[0].size) : signedSize;
  const tiles = new TileCheck(treeSize < signedSize || treeSize > layout.size ? signedSize : treeSize);
  await tiles.loadUpper(client);
  const range = new CompactRange(suite.sha256, (level, index, hash) => tiles.node(level, index, hash));
  const walk = new Walk(input);
  const roots = new Map<bigint, Uint8Array>();
  let nextSize = 0;
  const noteRoot = (): void => {
    while (sizes[nextSize] !== undefined && sizes[nextSize]! <= range.size) {
      if (sizes[nextSize] === range.size) roots.set(range.size, range.root());
      nextSize++;
    }
    tiles.noteFrontier(range);
  };
  noteRoot();
  for await (const leaves of readLeaves(client, layout, suite.sha256)) {
    for (let at = 0; at < leaves.length; at += 256) {
      const block = leaves.slice(at, at + 256);
      const start = range.toBytes();
      const truth = truthOfBlock(suite.sha256, block, {
        blockRoot: (index) => tiles.storedRoot(index),
        signedHead: (from, to) => heads.findLast(({ size }) => size > from && size <= to),
        before: () => CompactRange.fromBytes(suite.sha256, start),
      });
      for (const [i, hash] of truth.entries()) {
        range.append(hash);
        noteRoot();
        walk.leaf(block[i]!, hash);
        tiles.leaf(block[i]!, hash);
      }
    }
    await walk.window(leaves);
    options.onProgress?.({ step: 'leaves', done: Number(range.size), total: Number(layout.size) });
  }
  walk.finish();
  await tiles.finish(client, findings);
  return {
    roots,
    gone: walk.gone,
    damaged: walk.damaged,
    events: walk.events,
    tiles: tiles.count,
    counts: walk.counts,
    frontier: tiles.frontier,
  };
}

class Walk {
  readonly gone = new Set<string>();
  readonly damaged = new Set<string>();
  readonly counts: SideCounts = { items: 0, parties: 0, identities: 0 };
  events = 0;
  private checkable: EventRow[] = [];
  private readonly batches = new Map<bigint, { batchId: string; from: bigint; expected: string[]; actual: string[] }>();
  private readonly mismatches: Mismatch[] = [];
  private readonly contexts = new Map<string, JsonValue>();

  constructor(private readonly input: LeavesInput) {}

  /** Judges the copies of one leaf; events whose credential is the true one are queued for the closer look. */
  leaf(leaf: Leaf, truth: Uint8Array): void {
    const { findings, keys, options } = this.input;
    const place = { batch_id: leaf.batchId, pos: String(leaf.pos) };
    const batchWrong = leaf.byBatch !== undefined && !equalBytes(leaf.byBatch, truth);
    if (batchWrong && leaf.row !== undefined) {
      const batch = this.batches.get(leaf.row) ?? { batchId: leaf.batchId, from: leaf.index, expected: [], actual: [] };
      this.batches.set(leaf.row, batch);
      batch.expected.push(toHex(truth));
      batch.actual.push(toHex(leaf.byBatch!));
    }
    if (leaf.keyEvent) return this.keyEvent(leaf, truth);
    if (leaf.batchId === UNKNOWN_BATCH) return;
    if (!leaf.event) {
      this.gone.add(`${leaf.batchId}/${leaf.pos}`);
      if (leaf.index === 0n)
        findings.add({
          table: 'key_event',
          key: place,
          kind: 'deleted',
          sentence: 'The key event of the notary key, leaf 0, is gone.',
        });
      else
        findings.add({
          table: 'event',
          key: place,
          kind: 'deleted',
          sentence: `The event at leaf ${leaf.index} is gone.`,
        });
      return;
    }
    this.events++;
    const isTrue = equalBytes(leaf.byRow!, truth);
    const moved = !isTrue && batchWrong && equalBytes(leaf.byRow!, leaf.byBatch!);
    const signed = isSigned(options.suite, keys, leaf.event.credential);
    if (isTrue ? signed : moved && signed) {
      this.checkable.push(leaf.event);
      return;
    }
    this.damaged.add(`${leaf.batchId}/${leaf.pos}`);
    const sentence = isTrue
      ? `The credential at leaf ${leaf.index} is in the log, but not signed by its notary key.`
      : `The credential is not the one in the log at leaf ${leaf.index}.`;
    findings.add({
      table: 'event',
      key: { ...place, event_id: leaf.event.event_id },
      column: 'credential',
      kind: 'changed',
      sentence,
      expected: toHex(truth),
      actual: toHex(leaf.byRow!),
    });
  }

  private keyEvent(leaf: Leaf, truth: Uint8Array): void {
    const { findings, keys, options } = this.input;
    const { kid, statement } = leaf.keyEvent!;
    const key = { batch_id: leaf.batchId, pos: String(leaf.pos) };
    if (!equalBytes(leaf.byRow!, truth)) {
      findings.add({
        table: 'key_event',
        key,
        column: 'statement',
        kind: 'changed',
        sentence: `The key statement is not the one in the log at leaf ${leaf.index}.`,
      });
      return;
    }
    try {
      if (!keys.log) return;
      const opened = openKeyStatement(options.suite, statement, { origin: keys.origin, publicKey: keys.log.publicKey });
      if (opened.kid !== kid)
        findings.add({
          table: 'key_event',
          key,
          column: 'kid',
          kind: 'changed',
          sentence: `The statement names the key ${opened.kid}, the row ${kid}.`,
        });
    } catch {
      findings.add({
        table: 'key_event',
        key,
        column: 'statement',
        kind: 'changed',
        sentence: 'The key statement is in the log, but not signed by the trusted log key.',
      });
    }
  }

  /** The closer look at the events of a window, and at the rows that hang on them. */
  async window(leaves: readonly Leaf[]): Promise<void> {
    const { options, keys, findings, parties, erasures } = this.input;
    const { client, suite } = options;
    await this.loadContexts(this.checkable);
    const checked: CheckedEvent[] = [];
    for (const row of this.checkable) {
      const verdict = checkEvent(suite, keys.origin, row, this.contexts.get(row.context_id.toString('hex')));
      const key = { batch_id: row.batch_id, pos: String(row.pos) };
      if (verdict.erased) {
        erasures.push({
          table: 'event_secret',
          key,
          kind: 'deleted',
          sentence: `Event ${row.event_id} was erased: secret and payload are destroyed, its place in the log holds.`,
        });
        continue;
      }
      if (verdict.secretMissing) {
        findings.add({
          table: 'event_secret',
          key,
          kind: 'deleted',
          sentence:
            'The secret is gone while the payload is still there: an erasure would have emptied both. The payload can no longer be proven.',
        });
      }
      if (verdict.mismatch) {
        this.damaged.add(`${row.batch_id}/${row.pos}`);
        if (this.mismatches.length < MAX_PAIRED) this.mismatches.push(verdict.mismatch);
        else this.addMismatch(verdict.mismatch, undefined);
        continue;
      }
      for (const { column, sentence } of verdict.columns)
        findings.add({ table: 'event', key: { ...key, event_id: row.event_id }, column, kind: 'changed', sentence });
      const envelopeWrong = verdict.columns.some(({ column }) => column === 'organisation_id' || column === 'event_id');
      if (envelopeWrong) this.damaged.add(`${row.batch_id}/${row.pos}`);
      if (verdict.event && verdict.index && !envelopeWrong)
        checked.push({ row, event: verdict.event, index: verdict.index });
    }
    this.checkable = [];
    const all = leaves.flatMap(({ event }) => (event ? [event] : []));
    await checkItems(client, all, checked, findings, this.counts);
    await checkParties(client, all, checked, parties, findings, this.counts);
    await checkIdentities(client, checked, suite.sha256, findings, this.counts);
  }

  private async loadContexts(rows: readonly EventRow[]): Promise<void> {
    const missing = [...new Set(rows.map(({ context_id }) => context_id.toString('hex')))].filter(
      (id) => !this.contexts.has(id),
    );
    if (missing.length === 0) return;
    const found = await this.input.options.client.query<{ id: Buffer; value: string }>(
      'SELECT id, value FROM epcis_context WHERE id = ANY($1::bytea[])',
      [missing.map((id) => Buffer.from(id, 'hex'))],
    );
    for (const { id, value } of found.rows) this.contexts.set(id.toString('hex'), JSON.parse(value) as JsonValue);
  }

  /** Names what can only be told at the end: batches by all their leaves, payloads and secrets by those of others. */
  finish(): void {
    const { findings, options } = this.input;
    for (const [first, { batchId, from, expected, actual }] of this.batches) {
      const key = { log_id: String(LOG_ID), first_index: String(first), batch_id: batchId };
      const isReordered = expected.length > 1 && [...expected].sort().join() === [...actual].sort().join();
      const sentence = isReordered
        ? `${expected.length} of its entries have changed places.`
        : `${expected.length} of its entries, the first at leaf ${from}, are not those that were taken into the tree.`;
      findings.add({
        table: 'log_batch',
        key,
        column: 'entries',
        kind: isReordered ? 'swapped' : 'changed',
        sentence,
        expected: expected.join(),
        actual: actual.join(),
      });
    }
    for (const mismatch of this.mismatches) {
      const other = this.mismatches.find(
        (candidate) => candidate !== mismatch && holdsOf(options, mismatch, candidate),
      );
      this.addMismatch(mismatch, other);
    }
  }

  /** `other` is the event to which what this row holds belongs. */
  private addMismatch(mismatch: Mismatch, other: Mismatch | undefined): void {
    const { row, column } = mismatch;
    const secretOnly =
      other &&
      mismatch.table === 'event_secret' &&
      fits(this.input.options.suite, other, other.row.payload, row.secret);
    const table = other && !secretOnly ? 'event' : mismatch.table;
    const id = ({ row: { batch_id, pos } }: Mismatch): string => `${batch_id}/${pos}`;
    this.input.findings.add({
      table,
      key: { batch_id: row.batch_id, pos: String(row.pos), ...(table === 'event' && { event_id: row.event_id }) },
      column: table === 'event' ? 'payload' : column,
      kind: 'changed',
      sentence: other
        ? `The ${table === 'event' ? 'payload' : 'secret'} is that of the event at ${id(other)}.`
        : `The ${column} is not the one that was signed.`,
      expected: id(mismatch),
      actual: other ? id(other) : 'unknown',
    });
  }
}

/** True when what `mismatch`'s row holds is what `other`'s credential was made of. */
function holdsOf({ suite }: FsckOptions, mismatch: Mismatch, other: Mismatch): boolean {
  const { payload, secret } = mismatch.row;
  return (
    fits(suite, other, payload, other.row.secret) ||
    fits(suite, other, other.row.payload, secret) ||
    fits(suite, other, payload, secret)
  );
}
