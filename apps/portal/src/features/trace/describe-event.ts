import type { EventItem, ItemRole, PartyRef, Place, TraceEvent } from '../api/schema-types';
import { describeItems, type Translate } from './describe-items';
import { geoPoint } from './geo-point';
import { itemLabel } from './item-label';
import { BIZ_STEPS, cbvWord, DISPOSITIONS, ERROR_REASONS, knownWord } from './vocabulary';

/** Value of an ICU `select` argument that stands for "not there". */
const NONE = 'none';

const ROLES: Record<string, readonly ItemRole[]> = {
  parent: ['PARENT'],
  things: ['EPC', 'QUANTITY', 'CHILD', 'CHILD_QUANTITY'],
  inputs: ['INPUT', 'INPUT_QUANTITY'],
  outputs: ['OUTPUT', 'OUTPUT_QUANTITY'],
};
const within = (event: TraceEvent, part: keyof typeof ROLES): EventItem[] =>
  event.items.filter((item) => ROLES[part]?.includes(item.role));

/** A place in words: its registered name, else its GLN, else what was captured. */
export function placeName(id: string | null, place: Place | null, t: Translate): string | undefined {
  if (place !== null)
    return place.city !== null && !place.name.includes(place.city)
      ? t('place.inCity', { name: place.name, city: place.city })
      : place.name;
  if (id === null) return undefined;
  const point = pointName(id, t);
  if (point !== undefined) return t('place.near', { point });
  const { kind, text } = itemLabel(id);
  return kind === 'gln' ? t('place.gln', { gln: text }) : text;
}

/** The coordinates of a `geo:` URI, as they are written on maps. */
function pointName(id: string | null, t: Translate): string | undefined {
  const point = geoPoint(id);
  if (point === undefined) return undefined;
  const { latitude, longitude } = point;
  return t('place.point', {
    latitude: Math.abs(latitude),
    longitude: Math.abs(longitude),
    north: latitude < 0 ? 'no' : 'yes',
    east: longitude < 0 ? 'no' : 'yes',
  });
}

/** Value of the `place` argument for a point: a point needs other words around it than a building. */
const POINT = 'geoPoint';

/** Where it happened, as arguments of a sentence. */
function whereOf(event: TraceEvent, t: Translate): { place: string; point: string } {
  const registered = event.readPointLocation ?? (event.readPoint === null ? event.bizLocationLocation : null);
  const id = event.readPoint ?? event.bizLocation;
  const point = registered === null ? pointName(id, t) : undefined;
  if (point !== undefined) return { place: POINT, point };
  const place =
    placeName(event.readPoint, event.readPointLocation, t) ??
    placeName(event.bizLocation, event.bizLocationLocation, t) ??
    NONE;
  return { place, point: NONE };
}

/** Who something came from or goes to; the party counts before the place. */
function partyName(parties: readonly PartyRef[], t: Translate): string | undefined {
  const party =
    parties.find((one) => one.organisation !== null) ?? parties.find((one) => one.location !== null) ?? parties[0];
  if (party === undefined) return undefined;
  return party.organisation?.name ?? placeName(party.id, party.location, t);
}

/** The number of a business document, without the namespace of the CBV around it. */
export const documentName = (id: string): string =>
  /^urn:epcglobal:cbv:bt:[^:]+:(.+)$/.exec(id)?.[1] ?? itemLabel(id).text;

/** The catalogue key that fits best: step in its frame, else action in its frame, else the frame. */
function sentenceKey(event: TraceEvent, t: Translate): string {
  const frame = event.type.replace(/Event$/, '').toLowerCase();
  const step = event.bizStep === null ? undefined : knownWord(event.bizStep, BIZ_STEPS);
  // An observed aggregation says what was found inside, whatever the step around it.
  const byStep = step !== undefined && !(frame === 'aggregation' && event.action === 'OBSERVE');
  const candidates = [
    byStep && event.action === 'DELETE' ? `sentence.${frame}.${step}_DELETE` : undefined,
    byStep ? `sentence.${frame}.${step}` : undefined,
    event.action === null ? undefined : `sentence.${frame}.${event.action}`,
    `sentence.${frame}.default`,
  ];
  return candidates.find((key) => key !== undefined && t.has(key)) ?? 'sentence.unknown';
}

/** What the event says happened, whoever declared what about it later. */
function describeStatement(event: TraceEvent, t: Translate, focus?: string): string {
  const parents = within(event, 'parent');
  const things = within(event, 'things');
  const rest = event.itemCount - event.items.length;
  const parent = parents[0];
  const isParent = parent !== undefined && (parent.item === focus || parent.original === focus);
  return t(sentenceKey(event, t), {
    actor: event.capturedBy.name,
    items: describeItems(things, things.length + rest, t, focus),
    parent: parent === undefined ? NONE : isParent ? t('items.this') : describeItems([parent], 1, t),
    inputs: describeItems(within(event, 'inputs'), within(event, 'inputs').length, t, focus),
    outputs: describeItems(within(event, 'outputs'), within(event, 'outputs').length + rest, t, focus),
    ...whereOf(event, t),
    from: partyName(event.sources, t) ?? NONE,
    to: partyName(event.destinations, t) ?? NONE,
    document: event.bizTransactions[0] === undefined ? NONE : documentName(event.bizTransactions[0].id),
    step: event.bizStep === null ? NONE : cbvWord(event.bizStep).replaceAll('_', ' '),
    type: event.type,
  });
}

/**
 * One sentence that a person understands, such as "Aurelia Pharma packed 24 × Cardiolex 20 mg into logistic unit … at Lyon plant."
 * All words come from the `trace` catalogue; the event only supplies names and numbers.
 * @param focus the item whose trail this is, called "this item" where it stands alone
 */
export function describeEvent(event: TraceEvent, t: Translate, focus?: string): string {
  const statement = describeStatement(event, t, focus);
  return event.errorDeclaration === null
    ? statement
    : t('sentence.declaredWrong', { actor: event.capturedBy.name, statement });
}

/** A disposition in words; a foreign one is shown as captured. */
export function describeDisposition(disposition: string, t: Translate): string {
  const word = knownWord(disposition, DISPOSITIONS);
  return word === undefined ? cbvWord(disposition) : t(`disposition.${word}`);
}

/** Why a record was declared wrong, in words of the CBV; other reasons as captured. */
export function describeReason(reason: string, t: Translate): string {
  const word = knownWord(reason, ERROR_REASONS);
  return word === undefined ? cbvWord(reason) : t(`reason.${word}`);
}

/** A business step in words; a foreign one is shown as captured. */
export function describeStep(step: string, t: Translate): string {
  const word = knownWord(step, BIZ_STEPS);
  return word === undefined ? cbvWord(step) : t(`step.${word}`);
}
