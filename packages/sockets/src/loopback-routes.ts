import { parseIPv4 } from "./address/ipv4.js";
import { parseIPv6 } from "./address/ipv6.js";
import { families } from "./constants.js";
import { SystemError } from "./errors.js";
import { encodeAttribute } from "./netlink/attributes.js";
import { NetlinkSocket } from "./netlink/netlink-socket.js";
import { encodeInts } from "./system/control-message.js";
import {
  NETLINK_ROUTE,
  NLM_F_CREATE,
  RT_SCOPE_LINK,
  RT_SCOPE_UNIVERSE,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
  RTA_DST,
  RTA_OIF,
  RTA_PREFSRC,
  RTM_NEWROUTE,
  RTN_BROADCAST,
  RTN_LOCAL,
  RTN_UNICAST,
  RTPROT_STATIC,
} from "./system/netlink-constants.js";
import { rtmsg } from "./system/netlink-structs.js";

/** One route over an interface: rtnetlink(7). */
interface Route {
  readonly family: "AF_INET" | "AF_INET6";
  readonly prefix: readonly number[] | null;
  readonly prefixBits: number;
  /** The source of what is sent to it. */
  readonly source: readonly number[] | null;
  readonly table: number;
  readonly type: number;
  readonly scope: number;
}

/**
 * What a machine has through its network card, for programs that multicast or broadcast without naming an interface.
 * Other addresses stay without a route. The kernel makes a unicast route for IPv6 over `lo` an unreachable one, so that
 * one is local; a socket that has not joined a group still does not receive it.
 */
function groupRoutes(source: readonly number[] | null): readonly Route[] {
  return [
    {
      family: "AF_INET",
      prefix: parseIPv4("224.0.0.0"),
      prefixBits: 4,
      source,
      table: RT_TABLE_MAIN,
      type: RTN_UNICAST,
      scope: RT_SCOPE_LINK,
    },
    {
      family: "AF_INET",
      prefix: parseIPv4("255.255.255.255"),
      prefixBits: 32,
      source,
      table: RT_TABLE_LOCAL,
      type: RTN_BROADCAST,
      scope: RT_SCOPE_LINK,
    },
  ];
}

const loopbackRoutes: readonly Route[] = [
  ...groupRoutes(parseIPv4("127.0.0.1")),
  {
    family: "AF_INET6",
    prefix: parseIPv6("ff00::"),
    prefixBits: 8,
    source: null,
    table: RT_TABLE_LOCAL,
    type: RTN_LOCAL,
    scope: RT_SCOPE_UNIVERSE,
  },
];

/**
 * Adds routes for multicast and broadcast over `lo`, in the calling thread's network namespace. A kernel without IPv6
 * or without rtnetlink refuses some, and the lab is the same but for those.
 */
export function addLoopbackRoutes(loopbackIndex: number): void {
  addRoutes(loopbackRoutes, loopbackIndex);
}

/** The same for IPv4 over another interface, with its own address as the source. IPv6 has these routes by itself. */
export function addGroupRoutes(index: number, source: readonly number[]): void {
  addRoutes(groupRoutes(source), index);
}

function addRoutes(routes: readonly Route[], index: number): void {
  const netlink = new NetlinkSocket(NETLINK_ROUTE, "rtnetlink");
  try {
    for (const route of routes) {
      try {
        const body = encodeRoute(route, index);
        netlink.change({ type: RTM_NEWROUTE, flags: NLM_F_CREATE, body });
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
    }
  } finally {
    netlink.close();
  }
}

function encodeRoute(route: Route, index: number): Uint8Array[] {
  const view = new DataView(new ArrayBuffer(rtmsg.sizeBytes));
  rtmsg.fields.rtm_family.set(view, families[route.family]);
  rtmsg.fields.rtm_dst_len.set(view, route.prefixBits);
  rtmsg.fields.rtm_table.set(view, route.table);
  rtmsg.fields.rtm_protocol.set(view, RTPROT_STATIC);
  rtmsg.fields.rtm_scope.set(view, route.scope);
  rtmsg.fields.rtm_type.set(view, route.type);
  return [
    new Uint8Array(view.buffer),
    encodeAttribute(RTA_DST, route.prefix ?? []),
    encodeAttribute(RTA_OIF, encodeInts([index])),
    ...(route.source === null ? [] : [encodeAttribute(RTA_PREFSRC, route.source)]),
  ];
}
