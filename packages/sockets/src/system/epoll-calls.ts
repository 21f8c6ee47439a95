/** epoll(7) of libc. */
import { epollEvents, epollOperations } from "../constants.js";
import { libcFunction } from "./libc.js";
import { epollEvent } from "./structs.js";

/** epoll_create1(2). The caller owns the fd. */
export const epollCreate = libcFunction("epoll_create1", ["int"]);
/** epoll_ctl(2) with an event from `encodeEvent`. */
export const epollControl = libcFunction("epoll_ctl", ["int", "int", "int", "bytes"]);
/** epoll_wait(2): blocks the calling thread; a timeout of -1 waits for ever. */
export const epollWait = libcFunction("epoll_wait", ["int", "bytes", "int", "int"]);

export const { EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD } = epollOperations;
export const { EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLONESHOT, EPOLLET } = epollEvents;

export const EVENT_BYTES = epollEvent.sizeBytes;
const { events: eventsField, data } = epollEvent.fields;

/** Writes one epoll_event; `id` is a safe integer that comes back with the event. */
export function encodeEvent(events: number, id: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(EVENT_BYTES));
  eventsField.set(view, events);
  data.set(view, id);
  return new Uint8Array(view.buffer);
}

/** Reads the event at an index of what `epollWait` filled. */
export function decodeEvent(view: DataView, index: number): { events: number; id: number } {
  const start = index * EVENT_BYTES;
  return { events: eventsField.get(view, start), id: data.get(view, start) };
}
