import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { canonicalUri, glnOfUri } from '@sealtrail/gs1/canonical-uri';
import { epochMs } from './date-time.js';
import type { EpcisContext } from './event-list.js';
import { sensorReadings, type SensorReading } from './sensor-readings.js';
import {
  BIZ_STEP,
  BIZ_TRANSACTION_TYPE,
  DISPOSITION,
  ERROR_REASON,
  shortWord,
  SOURCE_DEST_TYPE,
  type Vocabulary,
} from './vocabulary.js';

export type ItemRole =
  'epc' | 'parent' | 'child' | 'input' | 'output' | 'quantity' | 'childQuantity' | 'inputQuantity' | 'outputQuantity';

export interface IndexedItem {
  /** Canonical form, equal for every spelling of the same identifier. */
  readonly item: string;
  readonly original: string;
  readonly role: ItemRole;
  readonly quantity?: number;
  /** Unit of measure (UN/CEFACT Recommendation 20); absent: pieces. */
  readonly uom?: string;
}

export type PartyRole = 'readPoint' | 'bizLocation' | 'source' | 'destination';

export interface IndexedParty {
  readonly role: PartyRole;
  readonly gln: string;
  /** Source or destination type: owning_party, possessing_party, location or an address. */
  readonly type?: string;
}

export interface TypedReference {
  readonly type?: string;
  readonly id: string;
}

/** What queries, visibility and the trail need to know of one event. */
export interface IndexedEvent {
  readonly type: string;
  readonly eventID?: string;
  /** RFC 3339 text as captured. */
  readonly eventTime: string;
  /** The same in milliseconds since 1970 UTC. */
  readonly eventTimeMs: number;
  readonly eventTimeZoneOffset: string;
  readonly action?: string;
  /** Bare word of the CBV, or the address of any other. */
  readonly bizStep?: string;
  readonly disposition?: string;
  readonly readPoint?: string;
  readonly bizLocation?: string;
  readonly items: readonly IndexedItem[];
  /** Only those that carry a GLN. */
  readonly parties: readonly IndexedParty[];
  readonly sources: readonly TypedReference[];
  readonly destinations: readonly TypedReference[];
  readonly bizTransactions: readonly TypedReference[];
  readonly transformationID?: string;
  readonly errorDeclaration?: {
    readonly declarationTime: string;
    readonly reason?: string;
    readonly correctiveEventIDs: readonly string[];
  };
  readonly sensor: readonly SensorReading[];
}

const EPC_LISTS: ReadonlyArray<readonly [member: string, role: ItemRole]> = [
  ['epcList', 'epc'],
  ['childEPCs', 'child'],
  ['inputEPCList', 'input'],
  ['outputEPCList', 'output'],
];
const QUANTITY_LISTS: ReadonlyArray<readonly [member: string, role: ItemRole]> = [
  ['quantityList', 'quantity'],
  ['childQuantityList', 'childQuantity'],
  ['inputQuantityList', 'inputQuantity'],
  ['outputQuantityList', 'outputQuantity'],
];

/**
 * Extracts the index of one event. Pure and total: members of a wrong type are left out, so that the
 * same function serves capture (after validation), queries and the re-check of stored events.
 */
export function indexEvent(event: JsonValue, _context: EpcisContext): IndexedEvent {
  const e = isJsonObject(event) ? event : {};
  const eventTime = text(e['eventTime']) ?? '';
  const readPoint = idOf(e['readPoint']);
  const bizLocation = idOf(e['bizLocation']);
  const sources = references(e['sourceList'], 'source', SOURCE_DEST_TYPE);
  const destinations = references(e['destinationList'], 'destination', SOURCE_DEST_TYPE);
  return {
    type: text(e['type']) ?? '',
    eventID: text(e['eventID']),
    eventTime,
    eventTimeMs: epochMs(eventTime) ?? 0,
    eventTimeZoneOffset: text(e['eventTimeZoneOffset']) ?? '',
    action: text(e['action']),
    bizStep: word(BIZ_STEP, e['bizStep']),
    disposition: word(DISPOSITION, e['disposition']),
    readPoint: readPoint === undefined ? undefined : canonicalUri(readPoint),
    bizLocation: bizLocation === undefined ? undefined : canonicalUri(bizLocation),
    items: items(e),
    parties: parties(readPoint, bizLocation, sources, destinations),
    sources,
    destinations,
    bizTransactions: references(e['bizTransactionList'], 'bizTransaction', BIZ_TRANSACTION_TYPE),
    transformationID: text(e['transformationID']),
    errorDeclaration: errorDeclaration(e['errorDeclaration']),
    sensor: sensorReadings(e['sensorElementList']),
  };
}

function items(e: JsonObject): IndexedItem[] {
  const found: IndexedItem[] = [];
  const parent = text(e['parentID']);
  if (parent !== undefined) found.push({ item: canonicalUri(parent), original: parent, role: 'parent' });
  for (const [member, role] of EPC_LISTS) {
    for (const epc of list(e[member])) {
      if (typeof epc === 'string') found.push({ item: canonicalUri(epc), original: epc, role });
    }
  }
  for (const [member, role] of QUANTITY_LISTS) {
    for (const element of list(e[member])) {
      const epcClass = isJsonObject(element) ? text(element['epcClass']) : undefined;
      if (epcClass === undefined || !isJsonObject(element)) continue;
      const quantity = element['quantity'];
      const uom = text(element['uom']);
      found.push({
        item: canonicalUri(epcClass),
        original: epcClass,
        role,
        ...(typeof quantity === 'number' && { quantity }),
        ...(uom !== undefined && { uom }),
      });
    }
  }
  return found;
}

function parties(
  readPoint: string | undefined,
  bizLocation: string | undefined,
  sources: readonly TypedReference[],
  destinations: readonly TypedReference[],
): IndexedParty[] {
  const found: IndexedParty[] = [];
  const add = (role: PartyRole, uri: string | undefined, type?: string): void => {
    const gln = uri === undefined ? undefined : glnOfUri(uri);
    if (gln !== undefined) found.push(type === undefined ? { role, gln } : { role, gln, type });
  };
  add('readPoint', readPoint);
  add('bizLocation', bizLocation);
  for (const source of sources) add('source', source.id, source.type);
  for (const destination of destinations) add('destination', destination.id, destination.type);
  return found;
}

function references(value: JsonValue | undefined, member: string, vocabulary: Vocabulary): TypedReference[] {
  const found: TypedReference[] = [];
  for (const element of list(value)) {
    if (!isJsonObject(element)) continue;
    const id = text(element[member]);
    const type = word(vocabulary, element['type']);
    if (id !== undefined) found.push(type === undefined ? { id } : { type, id });
  }
  return found;
}

function errorDeclaration(value: JsonValue | undefined): IndexedEvent['errorDeclaration'] {
  if (!isJsonObject(value)) return undefined;
  const reason = word(ERROR_REASON, value['reason']);
  const correctiveEventIDs = list(value['correctiveEventIDs']).filter((id) => typeof id === 'string');
  return {
    declarationTime: text(value['declarationTime']) ?? '',
    ...(reason !== undefined && { reason }),
    correctiveEventIDs,
  };
}

function word(vocabulary: Vocabulary, value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? shortWord(vocabulary, value) : undefined;
}

function idOf(value: JsonValue | undefined): string | undefined {
  return isJsonObject(value) ? text(value['id']) : undefined;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
