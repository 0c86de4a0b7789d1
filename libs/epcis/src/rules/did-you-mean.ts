import type { JsonValue } from '@sealtrail/bytes/json';

/** `; did you mean "shipping"?` when one of the words is close to the text, else nothing. */
export function didYouMean(text: string, words: Iterable<string>): string {
  if (text.length > 60) return '';
  const wanted = fold(text);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    const distance = editDistance(wanted, fold(word), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [word, distance];
  }
  best ??= onlyOneStartingWith(wanted, words);
  return best === undefined ? '' : `; did you mean "${best}"?`;
}

/** "temp" is Temperature when no other word starts so. */
function onlyOneStartingWith(wanted: string, words: Iterable<string>): string | undefined {
  if (wanted.length < 3) return undefined;
  const starting = [...words].filter((word) => fold(word).startsWith(wanted));
  return starting.length === 1 ? starting[0] : undefined;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Optimal string alignment distance, given up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1);
      row.push(best);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] as number;
}

/** What was found, short enough for a sentence. */
export function found(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}
