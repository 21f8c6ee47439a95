import { formatIPv4, parseIPv4 } from "./ipv4.js";

const GROUPS = 8;
const group = /^[0-9a-f]{1,4}$/i;

/** The 16 bytes of an IPv6 literal (RFC 4291 §2.2, a dotted quad at the end included), or null. No zone. */
export function parseIPv6(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = "", tail] = halves;
  const first = parseGroups(head, tail === undefined);
  const last = tail === undefined ? [] : parseGroups(tail, true);
  if (first === null || last === null) return null;
  const missing = GROUPS - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...first, ...new Array<number>(missing).fill(0), ...last];
  return groups.flatMap((value) => [value >> 8, value & 0xff]);
}

/** Groups between colons; a dotted quad may stand last, where the address ends. */
function parseGroups(text: string, endsAddress: boolean): number[] | null {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const quad = endsAddress && index === parts.length - 1 ? parseIPv4(part) : null;
    if (quad !== null) {
      const [a = 0, b = 0, c = 0, d = 0] = quad;
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (group.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}

/** The IPv4 address in an IPv4-mapped IPv6 literal (RFC 4291 §2.5.5.2), or null. */
export function mappedIPv4(text: string): string | null {
  const bytes = parseIPv6(text);
  if (bytes === null || !isMapped(bytes)) return null;
  return formatIPv4(Uint8Array.from(bytes.slice(12)));
}

function isMapped(bytes: ArrayLike<number>): boolean {
  for (let index = 0; index < 10; index += 1) if (bytes[index] !== 0) return false;
  return bytes[10] === 0xff && bytes[11] === 0xff;
}

/** 16 bytes as RFC 5952 writes them: lower case, the longest run of zero groups as `::`, v4-mapped with dots. */
export function formatIPv6(bytes: Uint8Array): string {
  if (isMapped(bytes)) return `::ffff:${formatIPv4(bytes.subarray(12))}`;
  const groups: number[] = [];
  for (let at = 0; at < 2 * GROUPS; at += 2) groups.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  const run = longestZeroRun(groups);
  const hex = groups.map((value) => value.toString(16));
  if (run.length < 2) return hex.join(":");
  return `${hex.slice(0, run.start).join(":")}::${hex.slice(run.start + run.length).join(":")}`;
}

/** The first of the longest runs. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let end = 0; end <= groups.length; end += 1) {
    if (groups[end] === 0) continue;
    if (end - start > best.length) best = { start, length: end - start };
    start = end + 1;
  }
  return best;
}
