/** What V8 takes for a value besides its characters or bytes, roughly. */
const VALUE_BYTES = 16;

/** About how many bytes a call's parameters hold. What came over REST is bounded in depth and in the number of values. */
export function weightOf(value: unknown): number {
  if (typeof value === "string") return VALUE_BYTES + value.length;
  if (value instanceof Uint8Array) return VALUE_BYTES + value.length;
  if (typeof value !== "object" || value === null) return VALUE_BYTES;
  let bytes = VALUE_BYTES;
  for (const each of Object.values(value)) bytes += weightOf(each);
  return bytes;
}
