import { parseIPv4 } from "../address/ipv4.js";
import { parseIPv6 } from "../address/ipv6.js";
import type { NetworkNamespace } from "../network-namespace.js";
import { iphdr, ipv6hdr } from "../system/packet-structs.js";
import { placeOf } from "./ethernet.js";
import { type HostAddresses, LEAST_IPV6_MTU_BYTES } from "./interface.js";
import { TunPort } from "./tun-port.js";
import { VethPort } from "./veth-port.js";
import type { WirePort } from "./wire-port.js";

const ports = { tun: TunPort, veth: VethPort };

/** What a wire is made of. */
export type WireKind = keyof typeof ports;

/** Who a frame is for: the host at a place, all but its sender, or nobody. */
export type WireDestination = number | "others" | null;

const IPV4_MULTICAST = 224;
const IPV6_MULTICAST = 0xff;
const LAST_OCTET_OF_BROADCAST = 255;

/**
 * Hosts, each a network namespace, whose packets this process carries from one to another: what a host sends is received at its
 * port, and a host receives what is sent to its port. It carries nothing by itself. Hosts are 10.0.0.1, 10.0.0.2 and so on, and
 * fd00::1 where the MTU allows IPv6. Needs the main thread, as `NetworkNamespace` does.
 */
export class Wire {
  readonly kind: WireKind;
  readonly addresses: readonly HostAddresses[];
  readonly ports: readonly WirePort[];
  readonly #ipv4: readonly Uint8Array[];
  readonly #ipv6: readonly Uint8Array[];

  private constructor(kind: WireKind, addresses: readonly HostAddresses[], made: readonly WirePort[]) {
    this.kind = kind;
    this.addresses = addresses;
    this.ports = made;
    this.#ipv4 = addresses.map(({ ipv4 }) => Uint8Array.from(parseIPv4(ipv4) ?? []));
    this.#ipv6 = addresses.map(({ ipv6 }) => Uint8Array.from(parseIPv6(ipv6 ?? "::") ?? []));
  }

  /** Namespaces that were made with `hasOtherInterfaces`. What the kernel refuses. */
  static open(kind: WireKind, namespaces: readonly NetworkNamespace[], mtuBytes: number): Wire {
    const hasIpv6 = mtuBytes >= LEAST_IPV6_MTU_BYTES;
    const addresses = namespaces.map((_, index) => ({
      ipv4: `10.0.0.${index + 1}`,
      ipv6: hasIpv6 ? `fd00::${index + 1}` : null,
    }));
    const made: WirePort[] = [];
    try {
      for (const [index, namespace] of namespaces.entries()) {
        const own = addresses[index];
        if (own !== undefined) made.push(new ports[kind]({ namespace, addresses: own, mtuBytes, index }));
      }
      return new Wire(kind, addresses, made);
    } catch (error) {
      for (const port of made) port.close();
      throw error;
    }
  }

  destination(frame: Uint8Array): WireDestination {
    if (this.kind === "veth") return placeOf(frame, this.ports.length);
    const version = (frame[0] ?? 0) >> 4;
    if (version === 4 && frame.length >= iphdr.sizeBytes) {
      const at = iphdr.fields.daddr.offset;
      const isGroup = (frame[at] ?? 0) >= IPV4_MULTICAST;
      if (isGroup || frame[at + 3] === LAST_OCTET_OF_BROADCAST) return "others";
      return find(this.#ipv4, frame, at);
    }
    if (version !== 6 || frame.length < ipv6hdr.sizeBytes) return null;
    const at = ipv6hdr.fields.daddr.offset;
    return frame[at] === IPV6_MULTICAST ? "others" : find(this.#ipv6, frame, at);
  }

  /** The namespaces are their owner's to close. A second close does nothing. */
  close(): void {
    for (const port of this.ports) port.close();
  }
}

function find(addresses: readonly Uint8Array[], frame: Uint8Array, at: number): number | null {
  const place = addresses.findIndex((address) => address.every((byte, index) => frame[at + index] === byte));
  return place === -1 ? null : place;
}
