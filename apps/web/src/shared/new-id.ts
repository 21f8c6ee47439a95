/** An id that no other tab, browser or person makes: 128 random bits, also where the page is not in a secure context. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}
