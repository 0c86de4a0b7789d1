import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';

export type DocumentKind = 'EPCISDocument' | 'EPCISQueryDocument' | 'event';

/** Where the events stand in a document: member names from the root, as `scanArraySpans` takes them. */
const PATHS: Readonly<Record<Exclude<DocumentKind, 'event'>, readonly string[]>> = {
  EPCISDocument: ['epcisBody', 'eventList'],
  EPCISQueryDocument: ['epcisBody', 'queryResults', 'resultsBody', 'eventList'],
};

/** Which kind of document a value is; anything that is neither document type counts as one bare event. */
export function documentKind(document: JsonValue): DocumentKind {
  const type = isJsonObject(document) ? document['type'] : undefined;
  return type === 'EPCISDocument' || type === 'EPCISQueryDocument' ? type : 'event';
}

/** Path of the event list; undefined for a bare event, which is itself the whole text. */
export function eventListPath(kind: DocumentKind): string[] | undefined {
  return kind === 'event' ? undefined : [...PATHS[kind]];
}

/** The events of a document in document order; a bare event is a list of one. Empty when the list is missing. */
export function eventList(document: JsonValue): JsonValue[] {
  const path = eventListPath(documentKind(document));
  if (!path) return [document];
  let at: JsonValue | undefined = document;
  for (const name of path) at = isJsonObject(at) ? at[name] : undefined;
  return Array.isArray(at) ? at : [];
}

/** What names and values of a document's events mean: the `@context` and what hangs on it. */
export interface EpcisContext {
  /** The `@context` member as it stands, or null. */
  readonly value: JsonValue;
  /** Namespace of each prefix, those of the EPCIS context included. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Extension members that the document asks to leave out of the event hash (`…:ignoreFields`). */
  readonly ignoredFields: ReadonlySet<string>;
}

/** Prefixes that the EPCIS 2.0 context defines for every document. */
const STANDARD_PREFIXES: ReadonlyArray<readonly [string, string]> = [
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
];

/** Reads the context of a document or of a bare event. Total: what it cannot read it leaves out. */
export function contextOf(document: JsonValue): EpcisContext {
  const root = isJsonObject(document) ? document : {};
  const value = root['@context'] ?? null;
  const prefixes = new Map(STANDARD_PREFIXES);
  addPrefixes(prefixes, value);
  return { value, prefixes, ignoredFields: documentKind(root) === 'event' ? new Set() : ignoredFields(root) };
}

/** The context for one event: the document's, with the event's own `@context` on top. */
export function contextOfEvent(context: EpcisContext, event: JsonObject): EpcisContext {
  const own = event['@context'];
  if (own === undefined) return context;
  const prefixes = new Map(context.prefixes);
  addPrefixes(prefixes, own);
  return { ...context, prefixes };
}

function addPrefixes(prefixes: Map<string, string>, context: JsonValue): void {
  for (const part of Array.isArray(context) ? context : [context]) {
    if (!isJsonObject(part)) continue;
    for (const name of Object.keys(part)) {
      const definition = part[name];
      const namespace = isJsonObject(definition) ? definition['@id'] : definition;
      if (typeof namespace === 'string' && !name.startsWith('@')) prefixes.set(name, namespace);
    }
  }
}

function ignoredFields(root: JsonObject): Set<string> {
  const fields = new Set<string>();
  for (const name of Object.keys(root)) {
    if (!name.endsWith(':ignoreFields')) continue;
    const list = root[name];
    for (const field of Array.isArray(list) ? list : [list]) if (typeof field === 'string') fields.add(field);
  }
  return fields;
}
