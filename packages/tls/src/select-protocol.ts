/**
 * The first of a server's protocols that the client offers, as its place among the client's: RFC 7301 §3.2. Both lists as ALPN
 * carries them: a byte of length before each name.
 */
export function selectProtocol(
  own: Uint8Array,
  offered: Uint8Array,
): { at: number; length: number } | undefined {
  const places = new Map([...placesIn(offered)].map((place) => [textAt(offered, place), place]));
  for (const place of placesIn(own)) {
    const found = places.get(textAt(own, place));
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Place {
  at: number;
  length: number;
}

function* placesIn(list: Uint8Array): Generator<Place> {
  for (let at = 0; at < list.length; ) {
    const length = list[at] ?? 0;
    if (length === 0 || at + 1 + length > list.length) return;
    yield { at: at + 1, length };
    at += 1 + length;
  }
}

function textAt(list: Uint8Array, { at, length }: Place): string {
  return Buffer.from(list.subarray(at, at + length)).toString("latin1");
}
