import { parseIPv4 } from "./address/ipv4.js";
import { parseIPv6 } from "./address/ipv6.js";
import { families } from "./constants.js";
import { align } from "./diagnostics/netlink.js";
import { SystemError } from "./errors.js";
import { BLOCKED, checked, systemError, unlessBlocked } from "./system/libc.js";
import { close, recv, SOCK_CLOEXEC, SOCK_NONBLOCK, send, socket } from "./system/socket-calls.js";

/** One route over `lo`: rtnetlink(7). */
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

const RT_TABLE_MAIN = 254;
const RT_TABLE_LOCAL = 255;
const RTN_UNICAST = 1;
const RTN_LOCAL = 2;
const RTN_BROADCAST = 3;
const RT_SCOPE_UNIVERSE = 0;
const RT_SCOPE_LINK = 253;

/**
 * What a machine has through its network card, for programs that multicast or broadcast without naming an interface.
 * Other addresses stay without a route. The kernel makes a unicast route for IPv6 over `lo` an unreachable one, so that
 * one is local; who has not joined a group still does not hear it.
 */
const routes: readonly Route[] = [
  {
    family: "AF_INET",
    prefix: parseIPv4("224.0.0.0"),
    prefixBits: 4,
    source: parseIPv4("127.0.0.1"),
    table: RT_TABLE_MAIN,
    type: RTN_UNICAST,
    scope: RT_SCOPE_LINK,
  },
  {
    family: "AF_INET",
    prefix: parseIPv4("255.255.255.255"),
    prefixBits: 32,
    source: parseIPv4("127.0.0.1"),
    table: RT_TABLE_LOCAL,
    type: RTN_BROADCAST,
    scope: RT_SCOPE_LINK,
  },
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

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_ROUTE = 0;
const RTM_NEWROUTE = 24;
/** NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE. */
const REQUEST_FLAGS = 0x405;
const RTPROT_STATIC = 4;
const RTA_DST = 1;
const RTA_OIF = 4;
const RTA_PREFSRC = 7;
/** SAFETY: struct nlmsghdr is 16 bytes; struct rtmsg 12: family, prefix bits, 0, 0, table, protocol, scope, type, flags u32. */
const HEADER_BYTES = 16;
const RTMSG_BYTES = 12;
const REPLY_BYTES = 1024;

/**
 * Adds routes for multicast and broadcast over `lo`, in the calling thread's network namespace. A kernel without IPv6
 * or without rtnetlink refuses some, and the lab is the same but for those.
 */
export function addLoopbackRoutes(loopbackIndex: number): void {
  const type = SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK;
  const fd = checked("socket", () => socket(AF_NETLINK, type, NETLINK_ROUTE));
  try {
    for (const route of routes) {
      try {
        addRoute(fd, route, loopbackIndex);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
    }
  } finally {
    checked("close", () => close(fd));
  }
}

function addRoute(fd: number, route: Route, loopbackIndex: number): void {
  const message = encodeRoute(route, loopbackIndex);
  checked("send", () => send(fd, message, message.length, 0));
  const reply = new Uint8Array(REPLY_BYTES);
  // The kernel answers within send.
  const count = unlessBlocked("recv", () => recv(fd, reply, reply.length, 0));
  const number = count === BLOCKED ? 0 : -new DataView(reply.buffer).getInt32(HEADER_BYTES, true);
  if (number !== 0) throw systemError("rtnetlink", number);
}

function encodeRoute(route: Route, loopbackIndex: number): Uint8Array {
  const attributes = [
    attribute(RTA_DST, route.prefix ?? []),
    attribute(RTA_OIF, new Uint8Array(Uint32Array.of(loopbackIndex).buffer)),
    ...(route.source === null ? [] : [attribute(RTA_PREFSRC, route.source)]),
  ];
  const length = attributes.reduce((sum, { length }) => sum + length, HEADER_BYTES + RTMSG_BYTES);
  const message = new Uint8Array(length);
  const view = new DataView(message.buffer);
  view.setUint32(0, length, true);
  view.setUint16(4, RTM_NEWROUTE, true);
  view.setUint16(6, REQUEST_FLAGS, true);
  const { family, prefixBits, table, scope, type } = route;
  message.set([families[family], prefixBits, 0, 0, table, RTPROT_STATIC, scope, type], HEADER_BYTES);
  let start = HEADER_BYTES + RTMSG_BYTES;
  for (const bytes of attributes) {
    message.set(bytes, start);
    start += bytes.length;
  }
  return message;
}

/** SAFETY: struct rtattr is length u16, type u16, then the value, padded to 4 bytes. */
function attribute(type: number, value: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(align(4 + value.length));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 4 + value.length, true);
  view.setUint16(2, type, true);
  bytes.set(value, 4);
  return bytes;
}
