import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import type { Clause } from '../clauses.js';
import { isUri } from '../uri.js';
import type { Cursor } from './cursor.js';
import { didYouMean } from './did-you-mean.js';
import { requireObject, type Rule } from './primitives.js';

/**
 * The shape of an object as data: which members it has, which of them must be there, and what other
 * names it takes: `uri` names with a namespace (extensions), `none`, or `any`.
 */
export interface Shape {
  readonly title: string;
  readonly clause: Clause;
  readonly members: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  readonly others: 'uri' | 'none' | 'any';
  /** Names that are always taken without a rule of their own. */
  readonly free?: readonly string[];
  /** Member that a bare URI in place of the object was probably meant for. */
  readonly wrap?: string;
  /** Names that belong elsewhere, with the end of the sentence that says where. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Prefix of the standard that most names here carry. */
  readonly standardPrefix?: string;
  /** Rules over several members, run when the object is one. */
  readonly together?: readonly ((object: JsonObject, at: Cursor) => void)[];
}

/** Compiles a shape into a rule: one walk over the members, one map look-up each. */
export function shape(definition: Shape): Rule {
  const rule = objectRule(definition);
  return (value, at) => {
    if (requireObject(value, definition.clause, at, definition.wrap)) rule(value, at);
  };
}

/** As {@link shape}, for values that are known to be objects. */
export function objectRule(definition: Shape): (object: JsonObject, at: Cursor) => void {
  const rules = new Map<string, Rule | undefined>(Object.entries(definition.members));
  for (const name of definition.free ?? []) if (!rules.has(name)) rules.set(name, undefined);
  const required = definition.required ?? [];
  const together = definition.together ?? [];
  return (object, at) => {
    for (const name of required) {
      if (object[name] !== undefined && Object.hasOwn(object, name)) continue;
      at.fail(
        'EPCIS_REQUIRED',
        'required',
        definition.clause,
        `${definition.title} must have the field "${name}"${misspelt(object, name, rules)}`,
      );
    }
    for (const name of Object.keys(object)) {
      const rule = rules.get(name);
      if (rule) {
        at.enter(name);
        rule(object[name] as JsonValue, at);
        at.leave();
      } else if (!rules.has(name) && definition.others !== 'any' && !(definition.others === 'uri' && isUri(name))) {
        unknownMember(definition, name, rules.keys(), at);
      }
    }
    for (const check of together) check(object, at);
  };
}

/** Names looked at for a misspelt field; an object with more of them has other troubles. */
const MISSPELT_CANDIDATES = 100;

function misspelt(object: JsonObject, name: string, rules: ReadonlyMap<string, unknown>): string {
  const near = Object.keys(object)
    .slice(0, MISSPELT_CANDIDATES)
    .find((candidate) => !rules.has(candidate) && didYouMean(candidate, [name]) !== '');
  return near === undefined ? '.' : `; it has "${near}", which is spelt another way.`;
}

function unknownMember(definition: Shape, name: string, known: Iterable<string>, at: Cursor): void {
  if (at.full) {
    at.failed = true;
    return;
  }
  const { standardPrefix } = definition;
  const example = `${standardPrefix ?? 'example'}:${/^[A-Za-z]\w{0,40}$/.test(name) ? name : 'name'}`;
  const need = standardPrefix ? 'Names here need a prefix' : 'Fields of your own need a prefix declared in @context';
  const own = definition.others === 'uri' ? ` ${need}, such as "${example}".` : '';
  const { elsewhere = {} } = definition;
  const hint = Object.hasOwn(elsewhere, name) ? `; ${elsewhere[name]}.` : didYouMean(name, known);
  at.enter(name);
  const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name);
  at.fail(
    'EPCIS_UNKNOWN_FIELD',
    'known-field',
    definition.clause,
    `${definition.title} has no field ${shown}${hint === '' ? `.${own}` : hint}`,
  );
  at.leave();
}
