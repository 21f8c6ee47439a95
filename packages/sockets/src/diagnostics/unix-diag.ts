import { decodeUnixAddress } from "../address/sockaddr.js";
import { families, type SocketType, socketTypes } from "../constants.js";
import { attributes } from "../netlink/attributes.js";
import { TCP_LISTEN } from "../system/linux-constants.js";
import {
  UDIAG_SHOW_MEMINFO,
  UDIAG_SHOW_NAME,
  UDIAG_SHOW_PEER,
  UDIAG_SHOW_RQLEN,
  UNIX_DIAG_MEMINFO,
  UNIX_DIAG_NAME,
  UNIX_DIAG_PEER,
  UNIX_DIAG_RQLEN,
} from "../system/netlink-constants.js";
import { unixDiagMsg, unixDiagReq, unixDiagRqlen } from "../system/netlink-structs.js";
import type { Address } from "../types.js";
import { ALL_STATES, connectionlessState } from "./kernel-state.js";
import type { SocketEntry } from "./socket-entry.js";
import { decodeMemory, type SocketMemory } from "./socket-memory.js";

const request = unixDiagReq.fields;
const message = unixDiagMsg.fields;
const { udiag_rqueue, udiag_wqueue } = unixDiagRqlen.fields;

/** One socket of the dump, before its peer is known by name. */
export interface UnixMessage {
  readonly inode: number;
  readonly peerInode: number | null;
  readonly entry: SocketEntry;
}

/** A dump of all Unix sockets. */
export function encodeUnixRequest(): Uint8Array {
  const view = new DataView(new ArrayBuffer(unixDiagReq.sizeBytes));
  request.sdiag_family.set(view, families.AF_UNIX);
  request.udiag_states.set(view, ALL_STATES);
  const show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN | UDIAG_SHOW_MEMINFO;
  request.udiag_show.set(view, show);
  return new Uint8Array(view.buffer);
}

/** The kernel's cookie of a message's socket: SO_COOKIE. */
export function unixCookie(payload: Uint8Array): number {
  return message.udiag_cookie.get(new DataView(payload.buffer, payload.byteOffset, payload.length));
}

/** One message of the dump; null for types that the protocol has no name for (SOCK_SEQPACKET). */
export function decodeUnixMessage(bytes: Uint8Array): UnixMessage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = socketType(message.udiag_type.get(view));
  if (type === null) return null;
  const number = message.udiag_state.get(view);
  const isListening = number === TCP_LISTEN;
  let local: Address = { path: "" };
  let peerInode: number | null = null;
  let queues: { receive: number; send: number } | null = null;
  let held: SocketMemory | null = null;
  for (const attribute of attributes(view, unixDiagMsg.sizeBytes)) {
    const { start, end } = attribute;
    if (attribute.type === UNIX_DIAG_NAME) local = decodeUnixAddress(bytes.subarray(start, end));
    else if (attribute.type === UNIX_DIAG_PEER) peerInode = view.getUint32(start, true);
    else if (attribute.type === UNIX_DIAG_MEMINFO) held = decodeMemory(view, attribute);
    else if (attribute.type === UNIX_DIAG_RQLEN)
      queues = { receive: udiag_rqueue.get(view, start), send: udiag_wqueue.get(view, start) };
  }
  const entry: SocketEntry = {
    id: String(unixCookie(bytes)),
    family: "AF_UNIX",
    type,
    state: connectionlessState(number),
    local,
    peer: null,
    receiveQueueBytes: isListening ? null : (queues?.receive ?? null),
    sendQueueBytes: isListening ? null : (queues?.send ?? null),
    acceptQueue: isListening && queues !== null ? { length: queues.receive, limit: queues.send } : null,
    receiveBufferBytes: held?.receive ?? null,
    sendBufferBytes: held?.send ?? null,
    droppedPackets: held?.drops ?? null,
    tcp: null,
  };
  return { inode: message.udiag_ino.get(view), peerInode, entry };
}

/** The entry with its peer, by name and by id, from all messages of the dump by inode. */
export function withPeer(
  { peerInode, entry }: UnixMessage,
  byInode: ReadonlyMap<number, UnixMessage>,
): SocketEntry {
  if (peerInode === null) return entry;
  const peer = byInode.get(peerInode)?.entry;
  // Inode 0 is a connection not accepted yet: it has no file and is not listed, but it is connected.
  if (peer === undefined) return { ...entry, peer: { path: "" } };
  return { ...entry, peer: peer.local, peerSocket: peer.id };
}

function socketType(number: number): SocketType | null {
  if (number === socketTypes.SOCK_STREAM) return "SOCK_STREAM";
  return number === socketTypes.SOCK_DGRAM ? "SOCK_DGRAM" : null;
}
