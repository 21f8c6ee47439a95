/** Type and code of ICMP (RFC 792, RFC 1122) and ICMPv6 (RFC 4443, RFC 4861, RFC 3810) in words; a type alone, then its codes. */
const icmp: Readonly<Record<number, readonly [string, Readonly<Record<number, string>>]>> = {
  0: ["echo-reply", {}],
  3: [
    "destination-unreachable",
    {
      0: "network-unreachable",
      1: "host-unreachable",
      2: "protocol-unreachable",
      3: "port-unreachable",
      4: "fragmentation-needed",
      5: "source-route-failed",
      9: "network-prohibited",
      10: "host-prohibited",
      13: "communication-prohibited",
    },
  ],
  5: ["redirect", {}],
  8: ["echo-request", {}],
  11: ["time-exceeded", { 0: "ttl-exceeded", 1: "reassembly-time-exceeded" }],
  12: ["parameter-problem", {}],
};

const icmpV6: typeof icmp = {
  1: [
    "destination-unreachable",
    { 0: "no-route", 1: "communication-prohibited", 3: "address-unreachable", 4: "port-unreachable" },
  ],
  2: ["packet-too-big", {}],
  3: ["time-exceeded", { 0: "hop-limit-exceeded", 1: "reassembly-time-exceeded" }],
  4: ["parameter-problem", {}],
  128: ["echo-request", {}],
  129: ["echo-reply", {}],
  130: ["multicast-listener-query", {}],
  131: ["multicast-listener-report", {}],
  132: ["multicast-listener-done", {}],
  133: ["router-solicitation", {}],
  134: ["router-advertisement", {}],
  135: ["neighbour-solicitation", {}],
  136: ["neighbour-advertisement", {}],
  143: ["multicast-listener-report-v2", {}],
};

export function icmpName(version: 4 | 6, { type, code }: { type: number; code: number }): string {
  const [name, codes] = (version === 4 ? icmp : icmpV6)[type] ?? [`type-${type}`, {}];
  return codes[code] ?? name;
}

/** Errors quote the datagram that they are about. */
export function isIcmpError(version: 4 | 6, type: number): boolean {
  return version === 4 ? type === 3 || type === 5 || type === 11 || type === 12 : type < 128;
}
