/** epoll(7) of libc. */
import { epollEvents, epollOperations } from "../constants.js";
import { checked, libcFunction } from "./libc.js";
import { Scratch } from "./memory.js";
import { epollEvent } from "./structs.js";

/** epoll_create1(2). The caller owns the fd. */
export const epollCreate = libcFunction("epoll_create1", ["int"]);
const epollCtl = libcFunction("epoll_ctl", ["int", "int", "int", "bytes"]);
/** epoll_wait(2): blocks the calling thread; a timeout of -1 waits for ever. */
export const epollWait = libcFunction("epoll_wait", ["int", "bytes", "int", "int"]);

export const { EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD } = epollOperations;
export const { EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLONESHOT, EPOLLET } = epollEvents;

export const EVENT_BYTES = epollEvent.sizeBytes;
const { events: eventsField, data } = epollEvent.fields;

/** What epoll_ctl(2) is to report, and the number that comes back with it: a safe integer, 0 or more. */
export interface WatchedEvents {
  readonly events: number;
  readonly id: number;
}

const event = new Scratch(() => {
  const view = new DataView(new ArrayBuffer(EVENT_BYTES));
  return { view, bytes: new Uint8Array(view.buffer) };
});

/** epoll_ctl(2). EPOLL_CTL_DEL takes no events. */
export function epollControl(
  epollFd: number,
  { operation, fd, watched }: { operation: number; fd: number; watched: WatchedEvents | null },
): void {
  if (watched === null) {
    checked("epoll_ctl", () => epollCtl(epollFd, operation, fd, null));
    return;
  }
  event.use(({ view, bytes }) => {
    eventsField.set(view, watched.events);
    data.set(view, watched.id);
    // SAFETY: the kernel reads one struct.
    checked("epoll_ctl", () => epollCtl(epollFd, operation, fd, bytes));
  });
}

/** Reads the event at an index of what `epollWait` filled. */
export function decodeEvent(view: DataView, index: number): { events: number; id: number } {
  const start = index * EVENT_BYTES;
  return { events: eventsField.get(view, start), id: data.get(view, start) };
}
