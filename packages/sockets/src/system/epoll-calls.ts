/** epoll(7) and eventfd(2) of libc. */
import { epollEvents, epollOperations } from "../constants.js";
import { libcFunction } from "./libc.js";

/** epoll_create1(2). The caller owns the fd. */
export const epollCreate = libcFunction("epoll_create1", ["int"]);
/** epoll_ctl(2) with an event from `encodeEvent`. */
export const epollControl = libcFunction("epoll_ctl", ["int", "int", "int", "bytes"]);
/** epoll_wait(2): blocks the calling thread; a timeout of -1 waits for ever. */
export const epollWait = libcFunction("epoll_wait", ["int", "bytes", "int", "int"]);
/** eventfd(2). The caller owns the fd. */
export const eventfd = libcFunction("eventfd", ["int", "int"]);
/** write(2). */
export const write = libcFunction("write", ["int", "bytes", "size"]);

export const EPOLL_CLOEXEC = 0o2000000;
export const EFD_NONBLOCK_CLOEXEC = 0o2004000;
export const { EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD } = epollOperations;
export const { EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLONESHOT, EPOLLET } = epollEvents;

/**
 * SAFETY: struct epoll_event is packed on x86-64 only, so that its 64 bits of data stand at byte 4
 * there and at byte 8 elsewhere.
 */
const isPacked = process.arch === "x64";
export const EVENT_BYTES = isPacked ? 12 : 16;
const DATA_OFFSET = isPacked ? 4 : 8;
const HIGH_WORD = 2 ** 32;

/** Writes one epoll_event; `id` is a safe integer that comes back with the event. */
export function encodeEvent(events: number, id: number): Uint8Array {
  const bytes = new Uint8Array(EVENT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, events, true);
  view.setUint32(DATA_OFFSET, id % HIGH_WORD, true);
  view.setUint32(DATA_OFFSET + 4, Math.floor(id / HIGH_WORD), true);
  return bytes;
}

/** Reads the event at an index of what `epollWait` filled. */
export function decodeEvent(view: DataView, index: number): { events: number; id: number } {
  const start = index * EVENT_BYTES;
  return {
    events: view.getUint32(start, true),
    id: view.getUint32(start + DATA_OFFSET, true) + view.getUint32(start + DATA_OFFSET + 4, true) * HIGH_WORD,
  };
}
