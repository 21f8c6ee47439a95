import { formatIPv4, parseIPv4 } from "../address/ipv4.js";
import { formatIPv6, parseIPv6 } from "../address/ipv6.js";
import { families } from "../constants.js";
import { attributes } from "../netlink/attributes.js";
import { socketConstants } from "../socket-constants.js";
import { TCP_LISTEN } from "../system/linux-constants.js";
import { LOOPBACK_INDEX } from "../system/namespace-calls.js";
import { INET_DIAG_CONG, INET_DIAG_INFO, INET_DIAG_SKMEMINFO } from "../system/netlink-constants.js";
import { inetDiagMsg, inetDiagReqV2 } from "../system/netlink-structs.js";
import { tcpInfo } from "../system/structs.js";
import type { Address } from "../types.js";
import { ALL_STATES, connectionlessState, tcpState } from "./kernel-state.js";
import type { SocketEntry } from "./socket-entry.js";
import { decodeMemory, type SocketMemory } from "./socket-memory.js";
import { decodeTcpInfo } from "./tcp-info.js";
import { decodeTcpSample, type TcpSample } from "./tcp-sample.js";

/** What one dump asks for. */
export interface InetKind {
  readonly family: "AF_INET" | "AF_INET6";
  readonly type: "SOCK_STREAM" | "SOCK_DGRAM";
}

const INFO_EXTENSION = 1 << (INET_DIAG_INFO - 1);
const MEMORY_EXTENSION = 1 << (INET_DIAG_SKMEMINFO - 1);
const CONGESTION_EXTENSION = 1 << (INET_DIAG_CONG - 1);

const request = inetDiagReqV2.fields;
const message = inetDiagMsg.fields;
const MESSAGE_BYTES = inetDiagMsg.sizeBytes;

/** INET_DIAG_NOCOOKIE in both words: whichever socket it is. */
const NO_COOKIE = BigInt.asUintN(64, -1n);

/** A dump of all sockets of a kind, in every state. */
export function encodeInetRequest(kind: InetKind): Uint8Array {
  return new Uint8Array(requestFor(kind, INFO_EXTENSION | MEMORY_EXTENSION).buffer);
}

function requestFor({ family, type }: InetKind, extensions: number): DataView<ArrayBuffer> {
  const { IPPROTO_TCP, IPPROTO_UDP } = socketConstants;
  const view = new DataView(new ArrayBuffer(inetDiagReqV2.sizeBytes));
  request.sdiag_family.set(view, families[family]);
  request.sdiag_protocol.set(view, type === "SOCK_STREAM" ? IPPROTO_TCP : IPPROTO_UDP);
  request.idiag_ext.set(view, extensions);
  request.idiag_states.set(view, ALL_STATES);
  return view;
}

/** One end of a flow: a literal address, and a port. */
export interface FlowEnd {
  readonly host: string;
  readonly port: number;
}

/** The question which socket takes what comes from `peer` to `local`: one that is connected so, else a listener or an open one. */
export function encodeFindRequest(
  type: InetKind["type"],
  ends: { local: FlowEnd; peer: FlowEnd },
): Uint8Array {
  return encodeFlow(type, ends, MEMORY_EXTENSION);
}

/** The same of a TCP connection, asking for what `decodeSampleMessage` reads. */
export function encodeSampleRequest(ends: { local: FlowEnd; peer: FlowEnd }): Uint8Array {
  return encodeFlow("SOCK_STREAM", ends, INFO_EXTENSION | CONGESTION_EXTENSION);
}

function encodeFlow(
  type: InetKind["type"],
  { local, peer }: { local: FlowEnd; peer: FlowEnd },
  extensions: number,
): Uint8Array {
  const family = local.host.includes(":") ? "AF_INET6" : "AF_INET";
  const view = requestFor({ family, type }, extensions);
  // The kernel has the two ends the other way round for UDP: udp_dump_one() in net/ipv4/udp_diag.c.
  const [first, second] = type === "SOCK_STREAM" ? [local, peer] : [peer, local];
  const parse = family === "AF_INET" ? parseIPv4 : parseIPv6;
  const { idiag_sport, idiag_dport, idiag_src, idiag_dst, idiag_if, idiag_cookie } = request.id;
  idiag_sport.set(view, first.port);
  idiag_dport.set(view, second.port);
  idiag_src.set(view, parse(first.host) ?? []);
  idiag_dst.set(view, parse(second.host) ?? []);
  // A socket that is bound to no interface fits it too.
  idiag_if.set(view, LOOPBACK_INDEX);
  view.setBigUint64(idiag_cookie.offset, NO_COOKIE);
  return new Uint8Array(view.buffer);
}

/** What the message says of the socket's memory; null where it has none. */
export function inetMemory(payload: Uint8Array): SocketMemory | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  for (const attribute of attributes(view, MESSAGE_BYTES)) {
    if (attribute.type === INET_DIAG_SKMEMINFO) return decodeMemory(view, attribute);
  }
  return null;
}

/** How TCP sends on the connection of such a message; null where it is a listener's, or of one in TIME-WAIT. */
export function decodeSampleMessage(payload: Uint8Array): TcpSample | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  if (message.idiag_state.get(view) === TCP_LISTEN) return null;
  let info: Uint8Array | undefined;
  let congestionControl: string | null = null;
  for (const { type, start, end } of attributes(view, MESSAGE_BYTES)) {
    if (type === INET_DIAG_INFO) info = payload.subarray(start, end);
    else if (type === INET_DIAG_CONG)
      congestionControl = Buffer.from(payload.subarray(start, end)).toString("latin1").replace(/\0.*$/s, "");
  }
  if (info === undefined) return null;
  return decodeTcpSample(info, { id: String(message.id.idiag_cookie.get(view)), congestionControl });
}

/** The kernel's cookie of a message's socket: below 2^53, since the kernel counts them. */
export function inetCookie(payload: Uint8Array): number {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return message.id.idiag_cookie.get(view);
}

/** In TCP_INFO: how long ago something was, in milliseconds. */
const agesStart = tcpInfo.fields.tcpi_last_data_sent.offset;
const agesEnd = tcpInfo.fields.tcpi_pmtu.offset;

/** Clears what only time changes: the socket's timer, and ages in TCP_INFO. */
export function clearClocks(payload: Uint8Array): void {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  message.idiag_timer.set(view, 0);
  message.idiag_retrans.set(view, 0);
  message.idiag_expires.set(view, 0);
  for (const { type, start, end } of attributes(view, MESSAGE_BYTES)) {
    if (type === INET_DIAG_INFO && end - start >= agesEnd)
      payload.fill(0, start + agesStart, start + agesEnd);
  }
}

/** One socket of such a dump. */
export function decodeInetMessage(kind: InetKind, bytes: Uint8Array): SocketEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { idiag_sport, idiag_dport, idiag_src, idiag_dst, idiag_if, idiag_cookie } = message.id;
  const number = message.idiag_state.get(view);
  const isListening = kind.type === "SOCK_STREAM" && number === TCP_LISTEN;
  const state = kind.type === "SOCK_STREAM" ? tcpState(number) : connectionlessState(number);
  const receiveQueue = message.idiag_rqueue.get(view) - (isFinReceived(state) ? 1 : 0);
  const sendQueue = message.idiag_wqueue.get(view) - (isUnacknowledged(state) ? 1 : 0);
  const peerPort = idiag_dport.get(view);
  let held: SocketMemory | null = null;
  let tcp: SocketEntry["tcp"] = null;
  for (const attribute of attributes(view, MESSAGE_BYTES)) {
    if (attribute.type === INET_DIAG_SKMEMINFO) held = decodeMemory(view, attribute);
    // A listener's TCP_INFO holds its queues in fields of other names.
    else if (attribute.type === INET_DIAG_INFO && !isListening)
      tcp = decodeTcpInfo(bytes.subarray(attribute.start, attribute.end));
  }
  const address = (host: Uint8Array, port: number): Address => {
    if (kind.family === "AF_INET") return { host: formatIPv4(host), port };
    return {
      host: formatIPv6(host),
      port,
      flowinfo: 0,
      scopeId: isLinkLocal(host) ? idiag_if.get(view) : 0,
    };
  };
  return {
    id: String(idiag_cookie.get(view)),
    family: kind.family,
    type: kind.type,
    state,
    local: address(idiag_src.get(view), idiag_sport.get(view)),
    peer: peerPort === 0 ? null : address(idiag_dst.get(view), peerPort),
    receiveQueueBytes: isListening ? null : Math.max(0, receiveQueue),
    sendQueueBytes: isListening ? null : Math.max(0, sendQueue),
    acceptQueue: isListening ? { length: receiveQueue, limit: sendQueue } : null,
    receiveBufferBytes: held?.receive ?? null,
    sendBufferBytes: held?.send ?? null,
    droppedPackets: held?.drops ?? null,
    tcp,
  };
}

/**
 * The kernel counts sequence numbers from the first that no call has taken, and so the peer's FIN, until a call has returned the
 * end: tcp_diag_get_info().
 */
function isFinReceived(state: SocketEntry["state"]): boolean {
  return state === "CLOSE-WAIT" || state === "LAST-ACK" || state === "CLOSING";
}

/** In these states the SYN or the FIN is sent and not acknowledged, which the kernel counts with the bytes. */
function isUnacknowledged(state: SocketEntry["state"]): boolean {
  return state === "SYN-SENT" || state === "FIN-WAIT-1" || state === "LAST-ACK" || state === "CLOSING";
}

/** fe80::/10: the addresses that mean something on one interface only. */
function isLinkLocal(host: Uint8Array): boolean {
  return host[0] === 0xfe && ((host[1] ?? 0) & 0xc0) === 0x80;
}
