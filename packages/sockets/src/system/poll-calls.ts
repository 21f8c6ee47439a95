/** poll(2). */
import { checked, libcFunction } from "./libc.js";
import { Scratch } from "./memory.js";
import { pollfd } from "./structs.js";

const poll = libcFunction("poll", ["bytes", "ulong", "int"]);

const { fd: fdField, events: eventsField, revents } = pollfd.fields;

/** What one fd is asked for. */
export interface PollRequest {
  readonly fd: number;
  /** POLLIN … as bits. */
  readonly events: number;
}

/** One struct, since most calls ask about one fd. */
const one = new Scratch(() => pollMemory(1));

/** poll(2) of one fd without waiting: its events, 0 where it is not ready. */
export function pollOne(fd: number, events: number): number {
  return one.use(({ bytes, view }) => {
    fdField.set(view, fd);
    eventsField.set(view, events);
    // SAFETY: the kernel reads and writes one struct.
    checked("poll", () => poll(bytes, 1, 0));
    return revents.get(view);
  });
}

/** poll(2) without waiting: the events of each fd in turn, 0 where it is not ready, POLLNVAL where it is not open. */
export function pollNow(requests: readonly PollRequest[]): number[] {
  const { bytes, view } = pollMemory(requests.length);
  for (const [index, { fd, events }] of requests.entries()) {
    fdField.set(view, fd, index * pollfd.sizeBytes);
    eventsField.set(view, events, index * pollfd.sizeBytes);
  }
  // SAFETY: the kernel reads and writes as many structs as the count says.
  checked("poll", () => poll(bytes, requests.length, 0));
  return requests.map((_, index) => revents.get(view, index * pollfd.sizeBytes));
}

function pollMemory(count: number): { bytes: Uint8Array; view: DataView } {
  const buffer = new ArrayBuffer(count * pollfd.sizeBytes);
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer) };
}
