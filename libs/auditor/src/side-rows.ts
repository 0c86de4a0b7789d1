/** Rows that hang on an event: items, parties, identities. What they should be follows from the event. */
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonObject } from '@sealtrail/bytes/json';
import { toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import { concat } from '@sealtrail/bytes/concat';
import type { IndexedEvent, ItemRole, PartyRole } from '@sealtrail/epcis/index-event';
import type { Sha256 } from '@sealtrail/merkle/hashing';
import type pg from 'pg';
import type { Findings } from './findings.js';
import type { EventRow } from './leaf-source.js';

/** Numbers of `event_item.role` and `event_party.role` as they are stored. */
const ITEM_ROLES: readonly ItemRole[] = [
  'epc',
  'parent',
  'child',
  'input',
  'output',
  'quantity',
  'childQuantity',
  'inputQuantity',
  'outputQuantity',
];
const PARTY_ROLES: readonly (PartyRole | 'capturer')[] = [
  'capturer',
  'readPoint',
  'bizLocation',
  'source',
  'destination',
];

export interface CheckedEvent {
  readonly row: EventRow;
  readonly event: JsonObject;
  readonly index: IndexedEvent;
}

const place = (row: Pick<EventRow, 'batch_id' | 'pos'>): Record<string, string> => ({
  batch_id: row.batch_id,
  pos: String(row.pos),
});
const at = (row: { batch_id: string; pos: number }): string => `${row.batch_id}/${row.pos}`;

/** How many rows of each table were met that belong to an event: the rest belongs to none. */
export interface SideCounts {
  items: number;
  parties: number;
  identities: number;
}

interface ItemRow {
  readonly batch_id: string;
  readonly pos: number;
  readonly item: string;
  readonly role: number;
  readonly ordinal: number;
  readonly original: string;
  readonly quantity: number | null;
  readonly uom: string | null;
}

/** Holds `event_item` against the events of one window. `all` names every event of the window, checked or not. */
export async function checkItems(
  client: pg.ClientBase,
  all: readonly EventRow[],
  checked: readonly CheckedEvent[],
  findings: Findings,
  counts: SideCounts,
): Promise<void> {
  const { rows } = await client.query<ItemRow>(
    `SELECT i.batch_id::text, i.pos, i.item, i.role, i.ordinal, i.original, i.quantity, i.uom FROM unnest($1::bigint[], $2::int[]) AS w(batch_id, pos)
       JOIN event_item i ON i.batch_id = w.batch_id AND i.pos = w.pos`,
    [all.map(({ batch_id }) => batch_id), all.map(({ pos }) => pos)],
  );
  counts.items += rows.length;
  const byEvent = group(rows);
  for (const { row, index } of checked) {
    const found = new Map<string, ItemRow[]>();
    for (const item of byEvent.get(at(row)) ?? []) push(found, String(item.ordinal), item);
    for (const [ordinal, want] of index.items.entries()) {
      const role = ITEM_ROLES.indexOf(want.role);
      const text = itemText(want.item, role, want.original, want.quantity ?? null, want.uom ?? null);
      const have = found.get(String(ordinal)) ?? [];
      found.delete(String(ordinal));
      const match = have.findIndex(
        (item) => itemText(item.item, item.role, item.original, item.quantity, item.uom) === text,
      );
      const [first, ...rest] = match < 0 ? have : [have[match]!, ...have.filter((_, i) => i !== match)];
      const key = {
        ...place(row),
        item: first?.item ?? want.item,
        role: String(first?.role ?? role),
        ordinal: String(ordinal),
      };
      if (!first)
        findings.add({
          table: 'event_item',
          key,
          kind: 'deleted',
          sentence: `The event names ${want.original} as its item ${ordinal + 1}, the row is gone.`,
        });
      else if (match < 0) {
        const column = ['item', 'role', 'original', 'quantity', 'uom'].find(
          (_, i) =>
            itemParts(first)[i] !== [want.item, role, want.original, want.quantity ?? null, want.uom ?? null][i],
        );
        findings.add({
          table: 'event_item',
          key,
          kind: 'changed',
          column,
          expected: text,
          actual: itemText(first.item, first.role, first.original, first.quantity, first.uom),
          sentence: `The event names ${want.original} as its item ${ordinal + 1}, the row says otherwise in ${column}.`,
        });
      }
      for (const extra of rest) inserted(row, extra);
    }
    for (const extra of [...found.values()].flat()) inserted(row, extra);
  }
  function inserted(row: EventRow, extra: ItemRow): void {
    const key = { ...place(row), item: extra.item, role: String(extra.role), ordinal: String(extra.ordinal) };
    findings.add({
      table: 'event_item',
      key,
      kind: 'inserted',
      sentence: `The event names no item ${extra.original} there.`,
    });
  }
}

const itemParts = (row: ItemRow): unknown[] => [row.item, row.role, row.original, row.quantity, row.uom];
const itemText = (...parts: unknown[]): string => JSON.stringify(parts);

interface PartyRow {
  readonly organisation_id: string;
  readonly batch_id: string;
  readonly pos: number;
  readonly role: number;
}

/** Who owns which GLN now; and which GLN was seen to be registered by then, in the order of the log. */
export interface PartyKnowledge {
  readonly ownerOf: (gln: string) => string | undefined;
  readonly seen: Map<string, string>;
}

/** Holds `event_party` against the events of one window. A party that was registered after the capture is rightly missing. */
export async function checkParties(
  client: pg.ClientBase,
  all: readonly EventRow[],
  checked: readonly CheckedEvent[],
  known: PartyKnowledge,
  findings: Findings,
  counts: SideCounts,
): Promise<void> {
  const { rows } = await client.query<PartyRow>(
    `SELECT p.organisation_id::text, p.batch_id::text, p.pos, p.role FROM unnest($1::bigint[], $2::int[]) AS w(batch_id, pos)
       JOIN event_party p ON p.batch_id = w.batch_id AND p.pos = w.pos`,
    [all.map(({ batch_id }) => batch_id), all.map(({ pos }) => pos)],
  );
  counts.parties += rows.length;
  const byEvent = group(rows);
  for (const { row, index } of checked) {
    const have = new Set((byEvent.get(at(row)) ?? []).map((party) => `${party.organisation_id} ${party.role}`));
    const must = new Set([`${row.organisation_id} 0`]);
    const mayBe = new Set(must);
    for (const { role, gln } of index.parties) {
      const owner = known.ownerOf(gln);
      if (owner === undefined) continue;
      const name = `${owner} ${PARTY_ROLES.indexOf(role)}`;
      mayBe.add(name);
      if (have.has(name)) known.seen.set(gln, owner);
      else if (known.seen.get(gln) === owner) must.add(name);
    }
    const missing = [...must].filter((name) => !have.has(name));
    const extra = [...have].filter((name) => !mayBe.has(name));
    for (const name of missing) {
      const [organisation, role] = name.split(' ') as [string, string];
      const changed = extra.findIndex((other) => other.endsWith(` ${role}`) || other.startsWith(`${organisation} `));
      if (changed >= 0) {
        const [found, foundRole] = extra.splice(changed, 1)[0]!.split(' ') as [string, string];
        const column = found === organisation ? 'role' : 'organisation_id';
        const sentence = `As ${PARTY_ROLES[Number(role)]} the event has the organisation ${organisation}, the row names ${found} as ${PARTY_ROLES[Number(foundRole)] ?? foundRole}.`;
        findings.add({
          table: 'event_party',
          key: { ...place(row), organisation_id: found, role: foundRole },
          column,
          kind: 'changed',
          expected: name,
          actual: `${found} ${foundRole}`,
          sentence,
        });
      } else {
        findings.add({
          table: 'event_party',
          key: { ...place(row), organisation_id: organisation, role },
          kind: 'deleted',
          sentence: `The organisation ${organisation} takes part as ${PARTY_ROLES[Number(role)]}, the row is gone.`,
        });
      }
    }
    for (const name of extra) {
      const [organisation, role] = name.split(' ') as [string, string];
      findings.add({
        table: 'event_party',
        key: { ...place(row), organisation_id: organisation, role },
        kind: 'inserted',
        sentence: `The organisation ${organisation} takes no part in the event as ${PARTY_ROLES[Number(role)] ?? role}.`,
      });
    }
  }
}

const HASH_ID = /^ni:\/\/\/sha-256;/;

/** The keys under which an organisation's events are told apart; the same rule as in capture. */
export function identityKeys(sha256: Sha256, event: JsonObject, eventId: string): Uint8Array[] {
  const { eventID: _id, recordTime: _recorded, ...content } = event;
  const digest = (kind: string, text: string): Uint8Array => sha256(concat(utf8(`${kind}\u0000`), utf8(text)));
  const claims = event['errorDeclaration'] === undefined && !HASH_ID.test(eventId);
  return [digest('content', canonicalJson(content)), ...(claims ? [digest('id', eventId)] : [])];
}

/** Holds `event_identity` against the events of one window, by the keys that the events should have. */
export async function checkIdentities(
  client: pg.ClientBase,
  checked: readonly CheckedEvent[],
  sha256: Sha256,
  findings: Findings,
  counts: SideCounts,
): Promise<void> {
  const wanted = checked.flatMap(({ row, event }) =>
    identityKeys(sha256, event, row.event_id).map((key) => ({ row, key: Buffer.from(key) })),
  );
  const { rows } = await client.query<{ ord: number; batch_id: string | null; pos: number | null }>(
    `SELECT w.ord::int, i.batch_id::text, i.pos FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS w(organisation_id, key, ord)
       LEFT JOIN event_identity i ON i.organisation_id = w.organisation_id AND i.key = w.key ORDER BY w.ord`,
    [wanted.map(({ row }) => row.organisation_id), wanted.map(({ key }) => key)],
  );
  for (const [i, { row, key }] of wanted.entries()) {
    const found = rows[i]!;
    const name = { organisation_id: row.organisation_id, key: toHex(key) };
    if (found.batch_id === null) {
      findings.add({
        table: 'event_identity',
        key: { ...name, ...place(row) },
        kind: 'deleted',
        sentence: `The identity key of event ${row.event_id} is gone or changed.`,
      });
      continue;
    }
    counts.identities++;
    const actual = `${found.batch_id}/${found.pos}`;
    if (actual !== at(row)) {
      const sentence = `The identity key of event ${row.event_id} points at ${actual} instead of ${at(row)}.`;
      findings.add({
        table: 'event_identity',
        key: name,
        column: 'batch_id',
        kind: 'changed',
        expected: at(row),
        actual,
        sentence,
      });
    }
  }
}

function group<T extends { batch_id: string; pos: number }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) push(groups, at(row), row);
  return groups;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
