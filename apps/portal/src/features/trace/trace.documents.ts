import type { Page, Place, Product, StatusName, TraceEvent } from '../api/schema-types';
import { typed } from '../api/typed-document';

const PLACE = `{ gln name city country }`;
const PARTY = `{ type id location ${PLACE} organisation { slug name } }`;
const STATUS = `{ status leafIndex recordedAt checkpointSize publishedAt
  anchor { size root chainId contract txHash blockNumber blockHash anchoredAt } }`;

/** What a timeline needs of an event. */
const eventFields = (items: number): string => `
  id type action eventTime eventTimeZoneOffset recordTime bizStep disposition
  readPoint readPointLocation ${PLACE} bizLocation bizLocationLocation ${PLACE}
  items(first: ${items}) { item original role quantity uom kind product { gtin name } } itemCount
  sources ${PARTY} destinations ${PARTY} bizTransactions { type id }
  sensorSummary { type value minValue maxValue uom time alarm }
  errorDeclaration { declarationTime reason correctiveEventIDs }
  capturedBy { slug name } status ${STATUS}`;

export interface EventFilter {
  item?: string;
  bizStep?: string;
  bizSteps?: readonly string[];
  dispositions?: readonly string[];
  errorDeclaration?: boolean;
  type?: string;
  location?: string;
  organisation?: string;
  since?: string;
  until?: string;
  captureJobId?: string;
}

export const EVENTS = typed<
  { events: Page<TraceEvent> },
  { filter: EventFilter | null; first: number; after: string | null }
>(`
  query Events($filter: EventFilter, $first: Int!, $after: String) {
    events(filter: $filter, first: $first, after: $after) { nodes { ${eventFields(30)} } pageInfo { hasNextPage endCursor } }
  }`);

export interface WholeEvent extends TraceEvent {
  captureJobId: string;
  hash: string;
  captured: string;
}

export const EVENT = typed<{ event: WholeEvent | null }, { id: string }>(`
  query Event($id: ID!) { event(id: $id) { ${eventFields(200)} captureJobId hash captured } }`);

export interface ItemHead {
  id: string;
  original: string;
  kind: string;
  product: Product | null;
  gtin: string | null;
  serial: string | null;
  lot: string | null;
  sscc: string | null;
  containers: string[];
  contents: { nodes: string[]; totalCount: number };
  madeFrom: string[];
  madeInto: string[];
  lastDisposition: string | null;
  lastLocation: Place | null;
}
export type TrailLink = 'OWN' | 'CONTAINER' | 'INGREDIENT';
export interface TrailEntry {
  event: TraceEvent;
  link: TrailLink;
  via: string | null;
}
export interface ItemTrail extends ItemHead {
  entries: Page<TrailEntry> & { totalCount: number };
}

export const ITEM = typed<{ item: ItemTrail | null }, { id: string; first: number; after: string | null }>(`
  query Item($id: String!, $first: Int!, $after: String) {
    item(id: $id) {
      id original kind product { gtin name } gtin serial lot sscc containers
      contents(first: 100) { nodes totalCount } madeFrom(first: 50) madeInto(first: 50)
      lastDisposition lastLocation ${PLACE}
      entries(first: $first, after: $after) {
        nodes { event { ${eventFields(30)} } link via } totalCount pageInfo { hasNextPage endCursor }
      }
    }
  }`);

export interface StatusChange {
  eventId: string;
  status: StatusName;
}

export const EVENT_STATUS_SUBSCRIPTION = typed<{ eventStatus: StatusChange }, { eventIds: string[] }>(`
  subscription EventStatus($eventIds: [ID!]!) { eventStatus(eventIds: $eventIds) { eventId status } }`);
