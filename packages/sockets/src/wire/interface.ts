import { parseIPv4 } from "../address/ipv4.js";
import { parseIPv6 } from "../address/ipv6.js";
import { families } from "../constants.js";
import { addGroupRoutes } from "../loopback-routes.js";
import { encodeAttribute } from "../netlink/attributes.js";
import { NetlinkSocket } from "../netlink/netlink-socket.js";
import { encodeInts } from "../system/control-message.js";
import { IFF_NOARP, IFF_UP } from "../system/linux-constants.js";
import {
  IFA_ADDRESS,
  IFA_BROADCAST,
  IFA_F_NODAD,
  IFA_LOCAL,
  IFLA_ADDRESS,
  IFLA_AF_SPEC,
  IFLA_IFNAME,
  IFLA_INET6_ADDR_GEN_MODE,
  IFLA_INFO_DATA,
  IFLA_INFO_KIND,
  IFLA_LINKINFO,
  IFLA_MTU,
  IFLA_NET_NS_FD,
  IN6_ADDR_GEN_MODE_NONE,
  NETLINK_ROUTE,
  NLM_F_CREATE,
  RTM_NEWADDR,
  RTM_NEWLINK,
  VETH_INFO_PEER,
} from "../system/netlink-constants.js";
import { ifaddrmsg, ifinfomsg } from "../system/netlink-structs.js";

/** Hosts' addresses have their first 24 bits in common, and of IPv6 their first 64. */
const IPV4_PREFIX_BITS = 24;
const IPV6_PREFIX_BITS = 64;

/** Where an interface stands on the wire. */
export interface HostAddresses {
  readonly ipv4: string;
  /** Null where the MTU is too small for IPv6: RFC 8200 §5. */
  readonly ipv6: string | null;
}

/** Runs a function with a netlink socket of the calling thread's namespace. */
export function withRtnetlink<T>(use: (netlink: NetlinkSocket) => T): T {
  const netlink = new NetlinkSocket(NETLINK_ROUTE, "rtnetlink");
  try {
    return use(netlink);
  } finally {
    netlink.close();
  }
}

/** Makes a veth(4) pair: `name` in the calling thread's namespace, with `mac`, and `peer` in another. */
export function addVethPair(
  netlink: NetlinkSocket,
  {
    name,
    mac,
    mtuBytes,
    peer,
  }: { name: string; mac: Uint8Array; mtuBytes: number; peer: { name: string; namespaceFd: number } },
): void {
  const mtu = encodeAttribute(IFLA_MTU, encodeInts([mtuBytes]));
  const peerBody = joined([
    linkMessage({ index: 0, flags: 0, changed: 0 }),
    textAttribute(IFLA_IFNAME, peer.name),
    mtu,
    encodeAttribute(IFLA_NET_NS_FD, encodeInts([peer.namespaceFd])),
  ]);
  const info = joined([
    textAttribute(IFLA_INFO_KIND, "veth"),
    encodeAttribute(IFLA_INFO_DATA, encodeAttribute(VETH_INFO_PEER, peerBody)),
  ]);
  const body = [
    linkMessage({ index: 0, flags: 0, changed: 0 }),
    textAttribute(IFLA_IFNAME, name),
    encodeAttribute(IFLA_ADDRESS, mac),
    mtu,
    encodeAttribute(IFLA_LINKINFO, info),
  ];
  netlink.change({ type: RTM_NEWLINK, flags: NLM_F_CREATE, body });
}

/** Up, with that MTU, and without the IPv6 addresses that the kernel would choose, and announce. */
export function bringUp(
  netlink: NetlinkSocket,
  { index, mtuBytes, hasArp }: { index: number; mtuBytes: number; hasArp: boolean },
): void {
  const quiet = encodeAttribute(
    IFLA_AF_SPEC,
    encodeAttribute(families.AF_INET6, encodeAttribute(IFLA_INET6_ADDR_GEN_MODE, [IN6_ADDR_GEN_MODE_NONE])),
  );
  netlink.change({
    type: RTM_NEWLINK,
    body: [linkMessage({ index, flags: 0, changed: 0 }), encodeAttribute(IFLA_MTU, encodeInts([mtuBytes]))],
  });
  if (mtuBytes >= LEAST_IPV6_MTU_BYTES)
    netlink.change({ type: RTM_NEWLINK, body: [linkMessage({ index, flags: 0, changed: 0 }), quiet] });
  const flags = IFF_UP | (hasArp ? 0 : IFF_NOARP);
  netlink.change({
    type: RTM_NEWLINK,
    body: [linkMessage({ index, flags, changed: IFF_UP | IFF_NOARP })],
  });
}

/** RFC 8200 §5: no interface with less has IPv6. */
export const LEAST_IPV6_MTU_BYTES = 1280;

/** Gives an interface its addresses, and with them routes to the other hosts, to groups and to the broadcast address. */
export function addAddresses(
  netlink: NetlinkSocket,
  { index, addresses: { ipv4, ipv6 } }: { index: number; addresses: HostAddresses },
): void {
  const own = parseIPv4(ipv4);
  if (own === null) throw new TypeError(`${ipv4} is no IPv4 address`);
  const broadcast = [...own.slice(0, 3), 255];
  netlink.change({
    type: RTM_NEWADDR,
    flags: NLM_F_CREATE,
    body: [
      addressMessage({ family: families.AF_INET, prefixBits: IPV4_PREFIX_BITS, flags: 0, index }),
      encodeAttribute(IFA_LOCAL, own),
      encodeAttribute(IFA_ADDRESS, own),
      encodeAttribute(IFA_BROADCAST, broadcast),
    ],
  });
  addGroupRoutes(index, own);
  if (ipv6 === null) return;
  netlink.change({
    type: RTM_NEWADDR,
    flags: NLM_F_CREATE,
    body: [
      // Nobody else has it: it is usable at once.
      addressMessage({ family: families.AF_INET6, prefixBits: IPV6_PREFIX_BITS, flags: IFA_F_NODAD, index }),
      encodeAttribute(IFA_ADDRESS, parseIPv6(ipv6) ?? []),
    ],
  });
}

function linkMessage({
  index,
  flags,
  changed,
}: {
  index: number;
  flags: number;
  changed: number;
}): Uint8Array {
  const view = new DataView(new ArrayBuffer(ifinfomsg.sizeBytes));
  ifinfomsg.fields.ifi_index.set(view, index);
  ifinfomsg.fields.ifi_flags.set(view, flags);
  ifinfomsg.fields.ifi_change.set(view, changed);
  return new Uint8Array(view.buffer);
}

function addressMessage(made: {
  family: number;
  prefixBits: number;
  flags: number;
  index: number;
}): Uint8Array {
  const view = new DataView(new ArrayBuffer(ifaddrmsg.sizeBytes));
  ifaddrmsg.fields.ifa_family.set(view, made.family);
  ifaddrmsg.fields.ifa_prefixlen.set(view, made.prefixBits);
  ifaddrmsg.fields.ifa_flags.set(view, made.flags);
  ifaddrmsg.fields.ifa_index.set(view, made.index);
  return new Uint8Array(view.buffer);
}

function textAttribute(type: number, text: string): Uint8Array {
  return encodeAttribute(type, new TextEncoder().encode(`${text}\0`));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
