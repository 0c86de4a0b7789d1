/**
 * Milliseconds since 1970 of an RFC 3339 time, fractions of a millisecond rounded half up as CBV 2.0
 * §8.9 asks; undefined when the text is no time. Takes what the EPCIS schema takes: any case of T and Z,
 * a space for T, offsets with or without colon and minutes, a leap second.
 */
export function epochMs(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) return undefined;
  let at = 19;
  let ms = 0;
  if (text.charCodeAt(at) === 46) {
    const start = ++at;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === start) return undefined;
    for (let i = 0; i < 3; i++) ms = ms * 10 + (start + i < at ? text.charCodeAt(start + i) - 48 : 0);
    if (at > start + 3 && text.charCodeAt(start + 3) >= 53) ms++;
  }
  const offset = offsetMinutes(text, at);
  if (offset === undefined) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  if (Number.isNaN(utc)) return undefined;
  const base = year < 100 ? new Date(utc).setUTCFullYear(year) : utc;
  return base - offset * 60_000;
}

/** Minutes east of UTC of the zone at the end of a time: `Z`, `+02:00`, `+0200`, `+02`. */
function offsetMinutes(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return at + 1 === text.length ? 0 : undefined;
  if (sign !== 43 && sign !== 45) return undefined;
  const hours = digits(text, at + 1, 2);
  if (hours < 0) return undefined;
  let minutes = 0;
  if (text.length > at + 3) {
    const from = text.charCodeAt(at + 3) === 58 ? at + 4 : at + 3;
    minutes = digits(text, from, 2);
    if (minutes < 0 || text.length !== from + 2) return undefined;
  }
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The number in `count` digits from `from`, or -1. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - 48;
  }
  return value;
}

/** `YYYY-MM-DDThh:mm:ss.sssZ`, the form in which times enter the CBV event hash. */
export function utcMilliseconds(ms: number): string {
  return new Date(ms).toISOString();
}
