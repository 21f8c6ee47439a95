import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/** What identifies who sends a request: an IPv4 address, or the /64 of an IPv6 one, which one household or host has. */
export type Visitor = string;

/**
 * The visitor behind a request. With `trustsProxy` it is the last entry of X-Forwarded-For, which is the one that the
 * proxy itself added; without it that header is ignored, since anyone can send it.
 */
export function visitorOf(request: IncomingMessage, { trustsProxy }: { trustsProxy: boolean }): Visitor {
  const forwarded = trustsProxy ? lastEntry(request.headers["x-forwarded-for"]) : undefined;
  return visitorAt(forwarded ?? request.socket.remoteAddress ?? "unknown");
}

/** Whether the visitor's own connection is encrypted, as a trusted proxy says: this server speaks plain HTTP. */
export function isOverTls(request: IncomingMessage, { trustsProxy }: { trustsProxy: boolean }): boolean {
  return trustsProxy && lastEntry(request.headers["x-forwarded-proto"]) === "https";
}

/** Groups an address as a visitor: `::ffff:192.0.2.1` → `192.0.2.1`, `2001:db8:1:2:3::4` → `2001:db8:1:2::/64`. */
export function visitorAt(address: string): Visitor {
  const plain = address.replace(/^\[|\](:\d+)?$/g, "").replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  if (plain === "::1") return plain;
  const [left = "", right] = plain.toLowerCase().split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const missing = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(missing, 0)).fill("0"), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

function lastEntry(header: string | string[] | undefined): string | undefined {
  const entry = String(header ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return entry === "" ? undefined : entry;
}
