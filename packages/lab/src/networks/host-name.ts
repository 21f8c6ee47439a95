import { isIPv4, isIPv6 } from "node:net";
import { errnoFailure } from "@sockpit/protocol";
import { type HostAddresses, mappedIPv4 } from "@sockpit/sockets";

type InternetFamily = "AF_INET" | "AF_INET6";

const wildcard = { AF_INET: "0.0.0.0", AF_INET6: "::" } as const;
const loopback = { AF_INET: "127.0.0.1", AF_INET6: "::1" } as const;

/** Addresses of the hosts of a lab, by name: what /etc/hosts is elsewhere. */
export type HostNames = ReadonlyMap<string, HostAddresses>;

const noNames: HostNames = new Map();

/**
 * The literal address for what a program wrote: a strict literal (no octal, no hex, no zone), `""` for
 * the wildcard, `localhost`, or the name of a host of the lab. AF_INET takes an IPv4-mapped IPv6 address too, as glibc does. A lab has no name server, so any other
 * name is EAI_NONAME, and a literal of the other family, or a host without an address of this one, EAI_ADDRFAMILY: getaddrinfo(3).
 */
export function resolveHost(host: string, family: InternetFamily, names = noNames): string {
  if (host === "") return wildcard[family];
  const name = host.toLowerCase();
  if (name === "localhost") return loopback[family];
  const named = names.get(name);
  if (named !== undefined) {
    const address = family === "AF_INET" ? named.ipv4 : named.ipv6;
    if (address === null) throw errnoFailure("getaddrinfo", "EAI_ADDRFAMILY");
    return address;
  }
  const mapped = family === "AF_INET" ? mappedIPv4(host) : null;
  if (mapped !== null) return mapped;
  const literalFamily = familyOfLiteral(host);
  if (literalFamily === undefined) throw errnoFailure("getaddrinfo", "EAI_NONAME");
  if (literalFamily !== family) throw errnoFailure("getaddrinfo", "EAI_ADDRFAMILY");
  return host;
}

function familyOfLiteral(host: string): InternetFamily | undefined {
  if (isIPv4(host)) return "AF_INET";
  if (isIPv6(host) && !host.includes("%")) return "AF_INET6";
  return undefined;
}
