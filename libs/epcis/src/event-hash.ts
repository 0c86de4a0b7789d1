import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import { contextOfEvent, type EpcisContext } from './event-list.js';
import { EVENT_FIELDS, type HashField, NEVER_HASHED } from './hash-order.js';
import { extensionValue, numberValue, timeValue, uriValue } from './hash-values.js';
import { expandWord } from './vocabulary.js';

export type Sha256 = (data: Uint8Array) => Uint8Array;

/** Extensions nested deeper than this are cut off; documents are refused long before (64 levels). */
const MAX_DEPTH = 256;
const COMMENT = 'http://www.w3.org/2000/01/rdf-schema#comment';

/**
 * The CBV 2.0 event hash (§8.9) as a `ni` URI. It identifies an event across JSON, XML and spellings of
 * identifiers; it concatenates without separators and leaves out recordTime, eventID and errorDeclaration,
 * so it is no commitment to the event.
 */
export function eventHash(event: JsonValue, context: EpcisContext, sha256: Sha256): string {
  return `ni:///sha-256;${toHex(sha256(utf8(preHash(event, context))))}?ver=CBV2.0`;
}

/** The string that is hashed. Total: members of a wrong type are taken as text or left out. */
export function preHash(event: JsonValue, context: EpcisContext): string {
  const e = isJsonObject(event) ? event : {};
  const type = e['type'];
  const scope = e['@context'] === undefined ? context : contextOfEvent(context, e);
  return `eventType=${typeof type === 'string' ? type : ''}${members(e, EVENT_FIELDS, scope)}${extensions(e, FIELD_NAMES, scope, 0)}`;
}

const FIELD_NAMES: ReadonlySet<string> = new Set([...NEVER_HASHED, ...EVENT_FIELDS.map((field) => field.name)]);

function members(object: JsonObject, fields: readonly HashField[], context: EpcisContext): string {
  let out = '';
  for (const field of fields) {
    const value = object[field.name];
    if (value !== undefined && value !== null) out += member(field, value, context);
  }
  return out;
}

function member(field: HashField, value: JsonValue, context: EpcisContext): string {
  switch (field.as) {
    case 'epcs': {
      const epcs = each(value, (epc) => scalar('epc', 'uri', epc));
      return epcs === '' ? '' : field.name + epcs;
    }
    case 'list': {
      const elements = each(value, (element) => {
        const inner = isJsonObject(element) ? object(element, field.fields, context) : '';
        return inner === '' ? '' : field.element + inner;
      });
      return elements === '' ? '' : field.name + elements;
    }
    case 'object': {
      const inner = isJsonObject(value) ? object(value, field.fields, context) : '';
      return inner === '' ? '' : field.name + inner;
    }
    case 'objects':
      return each(value, (element) => {
        const inner = isJsonObject(element) ? object(element, field.fields, context) : '';
        return inner === '' ? '' : field.name + inner;
      });
    case 'uris':
      return each(value, (uri) => scalar(field.name, 'uri', uri));
    case 'words':
      return each(value, (word) =>
        assign(field.name, typeof word === 'string' ? uriValue(expandWord(field.vocabulary, word.trim())) : ''),
      );
    case 'word':
      return assign(field.name, typeof value === 'string' ? uriValue(expandWord(field.vocabulary, value.trim())) : '');
    default:
      return scalar(field.name, field.as, value);
  }
}

/** Fields of a nested object in their order, then its own extensions. */
function object(value: JsonObject, fields: readonly HashField[], context: EpcisContext): string {
  const names = namesOf(fields);
  return members(value, fields, context) + extensions(value, names, context, 1);
}

const NAMES = new WeakMap<readonly HashField[], ReadonlySet<string>>();

function namesOf(fields: readonly HashField[]): ReadonlySet<string> {
  let names = NAMES.get(fields);
  if (!names) NAMES.set(fields, (names = new Set(fields.map((field) => field.name))));
  return names;
}

function scalar(name: string, as: 'time' | 'text' | 'uri' | 'number' | 'boolean', value: JsonValue): string {
  if (typeof value === 'number') return assign(name, numberValue(value));
  if (typeof value === 'boolean') return assign(name, value ? 'true' : 'false');
  if (typeof value !== 'string') return '';
  if (as === 'time') return assign(name, timeValue(value));
  return assign(name, as === 'uri' ? uriValue(value) : value.trim());
}

function assign(name: string, value: string): string {
  return value === '' ? '' : `${name}=${value}`;
}

/** Elements of an unordered list, each turned to text, in lexical order. A lone value counts as a list of one. */
function each(value: JsonValue, toText: (element: JsonValue) => string): string {
  if (!Array.isArray(value)) return toText(value);
  const texts: string[] = [];
  for (const element of value) {
    const text = toText(element);
    if (text !== '') texts.push(text);
  }
  return joinSorted(texts);
}

/** Members that the standard does not name, as `{namespace}local=value`, in lexical order. */
function extensions(value: JsonObject, known: ReadonlySet<string>, context: EpcisContext, depth: number): string {
  let texts: string[] | undefined;
  for (const name of Object.keys(value)) {
    if (known.has(name)) continue;
    const text = extension(name, value[name] as JsonValue, context, depth);
    if (text !== '') (texts ??= []).push(text);
  }
  return texts ? joinSorted(texts) : '';
}

function extension(name: string, value: JsonValue, context: EpcisContext, depth: number): string {
  if (name === 'comment' || name.startsWith('@xmlns') || context.ignoredFields.has(name)) return '';
  const expanded = expandName(name, context);
  if (expanded.iri === COMMENT) return '';
  return extensionMember(expanded.text, value, context, depth);
}

function extensionMember(name: string, value: JsonValue, context: EpcisContext, depth: number): string {
  if (value === null || depth > MAX_DEPTH) return '';
  if (Array.isArray(value))
    return joinSorted(
      value.map((element) => extensionMember(name, element, context, depth + 1)).filter((text) => text !== ''),
    );
  if (!isJsonObject(value)) {
    const text = extensionValue(value);
    return text === '' ? name : `${name}=${text}`;
  }
  const own = value['#text'];
  const text = typeof own === 'string' && own.trim() !== '' ? `=${extensionValue(own)}` : '';
  return name + text + extensions(value, TEXT_MEMBER, context, depth + 1);
}

const TEXT_MEMBER: ReadonlySet<string> = new Set(['#text']);

/** `example:myField` becomes `{http://ns.example.com/epcis/}myField`; names without a declared prefix stay. */
function expandName(name: string, context: EpcisContext): { text: string; iri: string } {
  const colon = name.indexOf(':');
  const namespace = colon < 0 ? undefined : context.prefixes.get(name.slice(0, colon));
  if (namespace === undefined) return { text: name, iri: name };
  const local = name.slice(colon + 1);
  return { text: `{${namespace}}${local}`, iri: namespace + local };
}

const SURROGATE = /[\ud800-\udfff]/;

/** Sorts by code point (CBV 2.0 §8.9: order of UTF-8 bytes) and joins without separator. */
function joinSorted(texts: string[]): string {
  if (texts.length < 2) return texts[0] ?? '';
  texts.sort(texts.some((text) => SURROGATE.test(text)) ? compareCodePoints : undefined);
  return texts.join('');
}

function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they sort after all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
