import { formatIPv4, parseIPv4 } from "../address/ipv4.js";
import { formatIPv6, parseIPv6 } from "../address/ipv6.js";
import { families } from "../constants.js";
import { socketConstants } from "../socket-constants.js";
import type { Address } from "../types.js";
import { attributes, decodeMemory, readCookie, type SocketMemory } from "./attributes.js";
import { connectionlessState, TCP_LISTEN, tcpState } from "./kernel-state.js";
import type { SocketEntry } from "./socket-entry.js";
import { decodeTcpInfo } from "./tcp-info.js";

/** What one dump asks for. */
export interface InetKind {
  readonly family: "AF_INET" | "AF_INET6";
  readonly type: "SOCK_STREAM" | "SOCK_DGRAM";
}

const LITTLE_ENDIAN = true;
const ALL_STATES = 0xffff_ffff;

const INET_DIAG_INFO = 2;
const INET_DIAG_SKMEMINFO = 7;
/** The bit of an extension is one below its number. */
const MEMORY_EXTENSION = 1 << (INET_DIAG_SKMEMINFO - 1);
const EXTENSIONS = (1 << (INET_DIAG_INFO - 1)) | MEMORY_EXTENSION;

/**
 * SAFETY: struct inet_diag_req_v2: family u8, protocol u8, extensions u8, padding u8, states u32, then 48 bytes
 * of inet_diag_sockid.
 */
const REQUEST_BYTES = 56;
/**
 * SAFETY: struct inet_diag_msg: family u8, state u8, timer u8, retransmits u8; inet_diag_sockid: ports u16 in network
 * order, addresses 16 bytes each, interface u32, cookie u64; then expires, rqueue, wqueue, uid, inode, u32 each:
 * 72 bytes. Attributes follow.
 */
const MESSAGE_BYTES = 72;
const message = {
  state: 1,
  timer: 2,
  localPort: 4,
  peerPort: 6,
  localHost: 8,
  peerHost: 24,
  interface: 40,
  cookie: 44,
  expires: 52,
  receiveQueue: 56,
  sendQueue: 60,
} as const;

/** Where the parts of inet_diag_sockid stand in a request. */
const wanted = {
  localPort: 8,
  peerPort: 10,
  localHost: 12,
  peerHost: 28,
  interface: 44,
  cookie: 48,
} as const;
/** `lo` in every namespace: a socket that is bound to no interface fits it too. */
const LOOPBACK_INTERFACE = 1;
const NO_COOKIE = 0xffff_ffff;

/** A dump of all sockets of a kind, in every state. */
export function encodeInetRequest({ family, type }: InetKind): Uint8Array {
  const { IPPROTO_TCP, IPPROTO_UDP } = socketConstants;
  const bytes = new Uint8Array(REQUEST_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, families[family]);
  view.setUint8(1, type === "SOCK_STREAM" ? IPPROTO_TCP : IPPROTO_UDP);
  view.setUint8(2, EXTENSIONS);
  view.setUint32(4, ALL_STATES, LITTLE_ENDIAN);
  return bytes;
}

/** One end of a flow: a literal address, and a port. */
export interface FlowEnd {
  readonly host: string;
  readonly port: number;
}

/** The question which socket takes what comes from `peer` to `local`: one that is connected so, else a listener or an open one. */
export function encodeFindRequest(
  type: InetKind["type"],
  { local, peer }: { local: FlowEnd; peer: FlowEnd },
): Uint8Array {
  const family = local.host.includes(":") ? "AF_INET6" : "AF_INET";
  const bytes = encodeInetRequest({ family, type });
  const view = new DataView(bytes.buffer);
  view.setUint8(2, MEMORY_EXTENSION);
  // The kernel has the two ends the other way round for UDP: udp_dump_one() in net/ipv4/udp_diag.c.
  const [first, second] = type === "SOCK_STREAM" ? [local, peer] : [peer, local];
  const parse = family === "AF_INET" ? parseIPv4 : parseIPv6;
  view.setUint16(wanted.localPort, first.port);
  view.setUint16(wanted.peerPort, second.port);
  bytes.set(parse(first.host) ?? [], wanted.localHost);
  bytes.set(parse(second.host) ?? [], wanted.peerHost);
  view.setUint32(wanted.interface, LOOPBACK_INTERFACE, LITTLE_ENDIAN);
  view.setUint32(wanted.cookie, NO_COOKIE, LITTLE_ENDIAN);
  view.setUint32(wanted.cookie + 4, NO_COOKIE, LITTLE_ENDIAN);
  return bytes;
}

/** What the message says of the socket's memory; null where it has none. */
export function inetMemory(payload: Uint8Array): SocketMemory | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  for (const attribute of attributes(view, MESSAGE_BYTES)) {
    if (attribute.kind === INET_DIAG_SKMEMINFO) return decodeMemory(view, attribute);
  }
  return null;
}

/** The kernel's cookie of a message's socket: below 2^53, since the kernel counts them. */
export function inetCookie(payload: Uint8Array): number {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return readCookie(view, message.cookie);
}

/** Where TCP_INFO tells how long ago something was, in milliseconds: tcpi_last_data_sent to tcpi_last_ack_recv. */
const AGES = { start: 44, end: 60 } as const;

/** Clears what only time changes: the socket's timer, and ages in TCP_INFO. */
export function clearClocks(payload: Uint8Array): void {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  view.setUint16(message.timer, 0);
  view.setUint32(message.expires, 0);
  for (const { kind, start, end } of attributes(view, MESSAGE_BYTES)) {
    if (kind === INET_DIAG_INFO && end - start >= AGES.end)
      payload.fill(0, start + AGES.start, start + AGES.end);
  }
}

/** One socket of such a dump. */
export function decodeInetMessage(kind: InetKind, bytes: Uint8Array): SocketEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = view.getUint8(message.state);
  const isListening = kind.type === "SOCK_STREAM" && number === TCP_LISTEN;
  const receiveQueue = view.getUint32(message.receiveQueue, LITTLE_ENDIAN);
  const sendQueue = view.getUint32(message.sendQueue, LITTLE_ENDIAN);
  const scopeId = view.getUint32(message.interface, LITTLE_ENDIAN);
  const localPort = view.getUint16(message.localPort);
  const peerPort = view.getUint16(message.peerPort);
  let held: SocketMemory | null = null;
  let tcp: SocketEntry["tcp"] = null;
  for (const { kind: attribute, start, end } of attributes(view, MESSAGE_BYTES)) {
    if (attribute === INET_DIAG_SKMEMINFO) held = decodeMemory(view, { start, end });
    // A listener's TCP_INFO holds its queues in fields of other names.
    else if (attribute === INET_DIAG_INFO && !isListening) tcp = decodeTcpInfo(bytes.subarray(start, end));
  }
  const address = (start: number, port: number): Address => {
    const host = bytes.subarray(start, start + 16);
    if (kind.family === "AF_INET") return { host: formatIPv4(host), port };
    return { host: formatIPv6(host), port, flowinfo: 0, scopeId: isLinkLocal(host) ? scopeId : 0 };
  };
  return {
    id: String(readCookie(view, message.cookie)),
    family: kind.family,
    type: kind.type,
    state: kind.type === "SOCK_STREAM" ? tcpState(number) : connectionlessState(number),
    local: address(message.localHost, localPort),
    peer: peerPort === 0 ? null : address(message.peerHost, peerPort),
    receiveQueueBytes: isListening ? null : receiveQueue,
    sendQueueBytes: isListening ? null : sendQueue,
    acceptQueue: isListening ? { length: receiveQueue, limit: sendQueue } : null,
    receiveBufferBytes: held?.receive ?? null,
    sendBufferBytes: held?.send ?? null,
    droppedPackets: held?.drops ?? null,
    tcp,
  };
}

/** fe80::/10: the addresses that mean something on one interface only. */
function isLinkLocal(host: Uint8Array): boolean {
  return host[0] === 0xfe && ((host[1] ?? 0) & 0xc0) === 0x80;
}
