import type { JsonValue } from '@sealtrail/bytes/json';

/**
 * A text that is equal for equal JSON values, member order aside, and different for others. A worklist
 * instead of recursion: depth cannot hurt.
 */
export function jsonKey(value: JsonValue): string {
  let key = '';
  const work: (JsonValue | Literal)[] = [value];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (next instanceof Literal) key += next.text;
    else if (typeof next !== 'object' || next === null) key += JSON.stringify(next);
    else if (Array.isArray(next)) {
      work.push(CLOSE_LIST);
      for (let i = next.length - 1; i >= 0; i--) work.push(COMMA, next[i] as JsonValue);
      key += '[';
    } else {
      work.push(CLOSE_OBJECT);
      const names = Object.keys(next).sort();
      for (let i = names.length - 1; i >= 0; i--) {
        const name = names[i] as string;
        work.push(COMMA, next[name] as JsonValue, new Literal(`${JSON.stringify(name)}:`));
      }
      key += '{';
    }
  }
  return key;
}

class Literal {
  constructor(readonly text: string) {}
}

const COMMA = new Literal(',');
const CLOSE_LIST = new Literal(']');
const CLOSE_OBJECT = new Literal('}');
