/** Bytes that a request or a result holds, however deep. */
export function bytesIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(bytesIn);
}

/** What of it can be handed over to another thread: memory that holds these bytes and nothing else. */
export function ownMemoryOf(values: readonly Uint8Array[]): ArrayBuffer[] {
  return values.flatMap((bytes) => (hasOwnMemory(bytes) ? [bytes.buffer] : []));
}

function hasOwnMemory(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength;
}

/** The same with its bytes in memory of their own: those of a message may lie in memory that is used again before its turn comes. */
export function withOwnBytes<T>(value: T): T {
  if (value instanceof Uint8Array)
    return hasOwnMemory(value) ? value : (new Uint8Array(value) as Uint8Array & T);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withOwnBytes(inner)])) as T;
}
