/**
 * What a method of the bridge gives: undefined, which becomes None in Python, stands alone or as a field of an object.
 * MessagePack has no undefined, so it goes as null, which no method gives.
 */
export function sendable(value: unknown): unknown {
  return mapped(value, undefined, null);
}

/** The same on the other side. */
export function answered(value: unknown): unknown {
  return mapped(value, null, undefined);
}

function mapped(value: unknown, from: null | undefined, to: null | undefined): unknown {
  if (value === from) return to;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, field === from ? to : field]));
}
