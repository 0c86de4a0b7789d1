/** Shapes of apps/api/schema.graphql, as far as the portal reads them. */
export type StatusName = 'RECORDED' | 'INTEGRATED' | 'PUBLISHED' | 'ANCHORED';
export const STATUS_NAMES: readonly StatusName[] = ['RECORDED', 'INTEGRATED', 'PUBLISHED', 'ANCHORED'];

/** Status only ever moves forward: of two reports about one event the further one is the newer one. */
export const furthest = (a: StatusName, b: StatusName | undefined): StatusName =>
  b !== undefined && STATUS_NAMES.indexOf(b) > STATUS_NAMES.indexOf(a) ? b : a;

export interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}
export interface Page<Node> {
  nodes: Node[];
  pageInfo: PageInfo;
}
export interface Place {
  gln: string;
  name: string;
  city: string | null;
  country: string | null;
}
export interface NamedOrganisation {
  slug: string;
  name: string;
}
export interface Product {
  gtin: string;
  name: string;
}
export type ItemRole =
  | 'EPC'
  | 'PARENT'
  | 'CHILD'
  | 'INPUT'
  | 'OUTPUT'
  | 'QUANTITY'
  | 'CHILD_QUANTITY'
  | 'INPUT_QUANTITY'
  | 'OUTPUT_QUANTITY';
export interface EventItem {
  item: string;
  original: string;
  role: ItemRole;
  quantity: number | null;
  uom: string | null;
  kind: string;
  product: Product | null;
}
export interface Anchor {
  size: string;
  root: string;
  chainId: string;
  contract: string;
  txHash: string;
  blockNumber: string;
  blockHash: string;
  anchoredAt: string;
}
export interface EventStatus {
  status: StatusName;
  leafIndex: string;
  recordedAt: string;
  checkpointSize: string | null;
  publishedAt: string | null;
  anchor: Anchor | null;
}
export interface PartyRef {
  type: string;
  id: string;
  location: Place | null;
  organisation: NamedOrganisation | null;
}
export interface SensorReading {
  type: string;
  value: number | null;
  minValue: number | null;
  maxValue: number | null;
  uom: string | null;
  time: string | null;
  alarm: boolean;
}
export interface ErrorDeclaration {
  declarationTime: string;
  reason: string | null;
  correctiveEventIDs: string[];
}
/** An event as timelines and lists show it. */
export interface TraceEvent {
  id: string;
  type: string;
  action: string | null;
  eventTime: string;
  eventTimeZoneOffset: string;
  recordTime: string;
  bizStep: string | null;
  disposition: string | null;
  readPoint: string | null;
  readPointLocation: Place | null;
  bizLocation: string | null;
  bizLocationLocation: Place | null;
  items: EventItem[];
  itemCount: number;
  sources: PartyRef[];
  destinations: PartyRef[];
  bizTransactions: { type: string | null; id: string }[];
  sensorSummary: SensorReading[];
  errorDeclaration: ErrorDeclaration | null;
  capturedBy: NamedOrganisation;
  status: EventStatus;
}
export interface IssueDetail {
  event: number | null;
  field: string | null;
  rule: string | null;
  clause: string | null;
  code: string;
  message: string;
}
export interface Problem {
  __typename: 'Problem';
  code: string;
  message: string;
  docs: string | null;
  errors: IssueDetail[];
  captureJobId: string | null;
}
