import type { JsonValue } from '@sealtrail/bytes/json';

/** True when two JSON values are equal, member order aside. A worklist instead of recursion: depth cannot hurt. */
export function sameJson(left: JsonValue, right: JsonValue): boolean {
  const work: [JsonValue, JsonValue][] = [[left, right]];
  for (let pair = work.pop(); pair; pair = work.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const names = Object.keys(a);
    if (names.length !== Object.keys(b).length) return false;
    for (const name of names) {
      if (!Object.hasOwn(b, name)) return false;
      work.push([
        (a as Record<string, JsonValue>)[name] as JsonValue,
        (b as Record<string, JsonValue>)[name] as JsonValue,
      ]);
    }
  }
  return true;
}
