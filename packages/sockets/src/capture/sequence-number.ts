/** a - b modulo 2^32, as a signed number: RFC 1982. */
export function distance(a: number, b: number): number {
  return (a - b) | 0;
}
