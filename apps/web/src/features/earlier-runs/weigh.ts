/** What an object, an array and each of their members take in V8, roughly: a header, and a pointer. */
const OBJECT_BYTES = 32;
const MEMBER_BYTES = 8;

/** Roughly how much memory plain data takes, in bytes. At a cost that grows with the data alone. */
export function weigh(value: unknown): number {
  if (typeof value === "string") return OBJECT_BYTES + value.length;
  if (typeof value !== "object" || value === null) return 0;
  if (ArrayBuffer.isView(value)) return OBJECT_BYTES + value.byteLength;
  let bytes = OBJECT_BYTES;
  for (const member of Object.values(value)) bytes += MEMBER_BYTES + weigh(member);
  return bytes;
}
