/**
 * The helper thread. All it does is sit in epoll_wait(2) and post what became ready, as a flat list
 * `[id, events, id, events, …]`. It ends when the event with `WAKE_ID` comes, which is never reset.
 */
import { parentPort, workerData } from "node:worker_threads";
import { decodeEvent, EVENT_BYTES, epollWait } from "../system/epoll-calls.js";
import { checked } from "../system/libc.js";
import { type EpollThreadData, MAX_UNHANDLED_REPORTS, WAKE_ID } from "./epoll-thread-data.js";

/** Events taken in one call. More wait for the next. */
const MAX_EVENTS = 64;
const FOREVER = -1;

function watch({ epollFd, handledReports }: EpollThreadData): void {
  let posted = 0;
  const buffer = new Uint8Array(MAX_EVENTS * EVENT_BYTES);
  const view = new DataView(buffer.buffer);
  for (;;) {
    awaitHandling(handledReports, posted);
    const count = checked("epoll_wait", () => epollWait(epollFd, buffer, MAX_EVENTS, FOREVER));
    const report: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id, events } = decodeEvent(view, index);
      if (id === WAKE_ID) return;
      report.push(id, events);
    }
    parentPort?.postMessage(report);
    posted = (posted + 1) | 0;
  }
}

/** Sleeps while the main thread has too many reports left. */
function awaitHandling(handledReports: Int32Array, posted: number): void {
  for (;;) {
    const handled = Atomics.load(handledReports, 0);
    if (((posted - handled) | 0) < MAX_UNHANDLED_REPORTS) return;
    Atomics.wait(handledReports, 0, handled);
  }
}

watch(workerData as EpollThreadData);
