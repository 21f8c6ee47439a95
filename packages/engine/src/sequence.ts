/** Sequence numbers are modulo 2^32: RFC 9293 §3.4. */

/** a - b as a signed number: RFC 1982. */
export function distance(a: number, b: number): number {
  return (a - b) | 0;
}

export function isAfter(a: number, b: number): boolean {
  return ((a - b) | 0) > 0;
}

export function plus(a: number, bytes: number): number {
  return (a + bytes) >>> 0;
}
