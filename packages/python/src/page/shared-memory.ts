/** The same bytes in memory that workers share, where that is allowed: otherwise each gets a copy. */
export function shared(content: Uint8Array): Uint8Array {
  if (!crossOriginIsolated) return content;
  const memory = new Uint8Array(new SharedArrayBuffer(content.byteLength));
  memory.set(content);
  return memory;
}

/** A number that workers share, where that is allowed. */
export function sharedCounter(): Int32Array | null {
  if (!crossOriginIsolated) return null;
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
