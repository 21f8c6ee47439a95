import { decodeUnixAddress } from "../address/sockaddr.js";
import { families, type SocketType, socketTypes } from "../constants.js";
import type { Address } from "../types.js";
import { attributes, decodeMemory, readCookie, type SocketMemory } from "./attributes.js";
import { connectionlessState, TCP_LISTEN } from "./kernel-state.js";
import type { SocketEntry } from "./socket-entry.js";

const LITTLE_ENDIAN = true;
const ALL_STATES = 0xffff_ffff;
const UDIAG_SHOW_NAME = 0x1;
const UDIAG_SHOW_PEER = 0x4;
const UDIAG_SHOW_RQLEN = 0x10;
const UDIAG_SHOW_MEMINFO = 0x20;

const UNIX_DIAG_NAME = 0;
const UNIX_DIAG_PEER = 2;
const UNIX_DIAG_RQLEN = 4;
const UNIX_DIAG_MEMINFO = 5;

/** SAFETY: struct unix_diag_req: family u8, protocol u8, padding u16, states u32, inode u32, show u32, cookie u64. */
const REQUEST_BYTES = 24;
/** SAFETY: struct unix_diag_msg: family u8, type u8, state u8, padding u8, inode u32, cookie u64; then attributes. */
const MESSAGE_BYTES = 16;
const COOKIE_OFFSET = 8;

/** One socket of the dump, before its peer is known by name. */
export interface UnixMessage {
  readonly inode: number;
  readonly peerInode: number | null;
  readonly entry: SocketEntry;
}

/** A dump of all Unix sockets. */
export function encodeUnixRequest(): Uint8Array {
  const bytes = new Uint8Array(REQUEST_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, families.AF_UNIX);
  view.setUint32(4, ALL_STATES, LITTLE_ENDIAN);
  const show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN | UDIAG_SHOW_MEMINFO;
  view.setUint32(12, show, LITTLE_ENDIAN);
  return bytes;
}

/** The kernel's cookie of a message's socket: SO_COOKIE. */
export function unixCookie(payload: Uint8Array): number {
  return readCookie(new DataView(payload.buffer, payload.byteOffset, payload.length), COOKIE_OFFSET);
}

/** One message of the dump; null for types that the protocol has no name for (SOCK_SEQPACKET). */
export function decodeUnixMessage(bytes: Uint8Array): UnixMessage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = socketType(view.getUint8(1));
  if (type === null) return null;
  const state = connectionlessState(view.getUint8(2));
  const isListening = view.getUint8(2) === TCP_LISTEN;
  let local: Address = { path: "" };
  let peerInode: number | null = null;
  let queues: { receive: number; send: number } | null = null;
  let held: SocketMemory | null = null;
  for (const { kind, start, end } of attributes(view, MESSAGE_BYTES)) {
    if (kind === UNIX_DIAG_NAME) local = decodeUnixAddress(bytes.subarray(start, end));
    else if (kind === UNIX_DIAG_PEER) peerInode = view.getUint32(start, LITTLE_ENDIAN);
    else if (kind === UNIX_DIAG_MEMINFO) held = decodeMemory(view, { start, end });
    else if (kind === UNIX_DIAG_RQLEN) {
      const receive = view.getUint32(start, LITTLE_ENDIAN);
      queues = { receive, send: view.getUint32(start + 4, LITTLE_ENDIAN) };
    }
  }
  const entry: SocketEntry = {
    id: String(unixCookie(bytes)),
    family: "AF_UNIX",
    type,
    state,
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
  return { inode: view.getUint32(4, LITTLE_ENDIAN), peerInode, entry };
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
