/** Room for a 32 MiB document inside a JSON string, in bytes. */
export const MAX_BODY_BYTES = 33 * 1024 * 1024;

/** Reads a body up to `limit` bytes; undefined when it is larger, whatever its Content-Length says. */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  limit = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) break;
    length += value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
