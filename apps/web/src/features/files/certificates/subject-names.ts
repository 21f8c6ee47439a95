/** What a certificate is valid for: a host name (RFC 5280 §4.2.1.6) or an address. */
export type SubjectName =
  | { kind: "host"; name: string }
  | { kind: "address"; bytes: Uint8Array<ArrayBuffer> };

const MAX_NAMES = 16;
const MAX_HOST_LENGTH = 253;
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const hostPattern = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`, "i");

/** The names in a text, separated by spaces or commas; the first that is none, or `tooMany` or `none`. */
export function parseSubjectNames(
  text: string,
): { names: readonly SubjectName[] } | { fault: "none" | "tooMany" } | { fault: "noName"; name: string } {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) return { fault: "none" };
  if (words.length > MAX_NAMES) return { fault: "tooMany" };
  const names: SubjectName[] = [];
  for (const word of words) {
    const name = parseName(word);
    if (name === undefined) return { fault: "noName", name: word };
    names.push(name);
  }
  return { names };
}

function parseName(word: string): SubjectName | undefined {
  const address = ipv4(word) ?? (word.includes(":") ? ipv6(word) : undefined);
  if (address !== undefined) return { kind: "address", bytes: address };
  // A last part of digits is of an address: RFC 1123 §2.1.
  const isHost = hostPattern.test(word) && word.length <= MAX_HOST_LENGTH && !/(?:^|\.)\d+$/.test(word);
  return isHost ? { kind: "host", name: word } : undefined;
}

function ipv4(text: string): Uint8Array<ArrayBuffer> | undefined {
  const parts = text.split(".");
  const isAddress =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isAddress ? Uint8Array.from(parts, Number) : undefined;
}

/** The browser's own parser gives eight groups, with the longest run of zeros left out. */
function ipv6(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\da-f:.]+$/i.test(text)) return undefined;
  const url = `http://[${text}]/`;
  if (!URL.canParse(url)) return undefined;
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const groups = (part: string | undefined) => (part === undefined || part === "" ? [] : part.split(":"));
  const [front, back] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - front.length - back.length).fill("0");
  const numbers = [...front, ...zeros, ...back].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(numbers.flatMap((number) => [number >> 8, number & 0xff]));
}
