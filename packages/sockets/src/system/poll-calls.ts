/** poll(2). */
import { checked, libcFunction } from "./libc.js";

const poll = libcFunction("poll", ["bytes", "ulong", "int"]);

/** SAFETY: struct pollfd: fd int, events short, revents short. A negative fd is passed over. */
const POLLFD_BYTES = 8;
const EVENTS_OFFSET = 4;
const REVENTS_OFFSET = 6;
const LITTLE_ENDIAN = true;

/** What one fd is asked for. */
export interface PollRequest {
  readonly fd: number;
  /** POLLIN … as bits. */
  readonly events: number;
}

/** poll(2) of one fd without waiting. */
export function pollOne(fd: number, events: number): number {
  return pollNow([{ fd, events }])[0] ?? 0;
}

/** poll(2) without waiting: the events of each fd in turn, 0 where it is not ready, POLLNVAL where it is not open. */
export function pollNow(requests: readonly PollRequest[]): number[] {
  const bytes = new Uint8Array(requests.length * POLLFD_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, { fd, events }] of requests.entries()) {
    view.setInt32(index * POLLFD_BYTES, fd, LITTLE_ENDIAN);
    view.setInt16(index * POLLFD_BYTES + EVENTS_OFFSET, events, LITTLE_ENDIAN);
  }
  // SAFETY: the kernel reads and writes as many structs as it is told of.
  checked("poll", () => poll(bytes, requests.length, 0));
  return requests.map((_, index) => view.getUint16(index * POLLFD_BYTES + REVENTS_OFFSET, LITTLE_ENDIAN));
}
