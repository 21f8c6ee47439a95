import type { PacketEvent } from "./entry.js";

/** What a packet of ARP, or of IPv6's neighbour discovery, says. */
export interface NeighbourWords {
  kind: "asks" | "answers";
  /** The IP address whose MAC address is asked for, or told. */
  address: string;
  /** Who asks. */
  by: string;
  /** Of who asks, or of the address; null where it is not given. */
  mac: string | null;
}

const asking = new Set(["neighbour-solicitation"]);

/** Null for other packets. */
export function neighbourWords({ arp, icmp, source, destination }: PacketEvent): NeighbourWords | null {
  if (arp !== undefined)
    return arp.isRequest
      ? { kind: "asks", address: destination.host, by: source.host, mac: arp.mac }
      : { kind: "answers", address: source.host, by: destination.host, mac: arp.mac };
  if (icmp?.neighbour === undefined) return null;
  const { target, mac = null } = icmp.neighbour;
  return asking.has(icmp.name)
    ? { kind: "asks", address: target, by: source.host, mac }
    : { kind: "answers", address: target, by: destination.host, mac };
}

/** As Wireshark says it, for search and where there are no words of the page. */
export function neighbourText({ kind, address, by, mac }: NeighbourWords): string {
  return kind === "asks" ? `who has ${address}? tell ${by}` : `${address} is at ${mac ?? "?"}`;
}
