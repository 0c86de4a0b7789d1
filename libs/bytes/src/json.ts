/** Any value of JSON (RFC 8259). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object; only its own members count. */
export type JsonObject = { [name: string]: JsonValue };

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One reference token of a JSON Pointer (RFC 6901 §3). */
export function pointerToken(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
