/**
 * The helper thread. All it does is sit in epoll_wait(2) and post what became ready, as a flat list
 * `[id, events, id, events, …]`. It ends when the event with `WAKE_ID` comes, which is never reset.
 */
import { parentPort, workerData } from "node:worker_threads";
import { decodeEvent, EVENT_BYTES, epollWait } from "../system/epoll-calls.js";
import { checked } from "../system/libc.js";
import { type EpollThreadData, WAKE_ID } from "./epoll-thread-data.js";

/** Events taken in one call. More wait for the next. */
const MAX_EVENTS = 64;
const FOREVER = -1;

function watch({ epollFd }: EpollThreadData): void {
  const buffer = new Uint8Array(MAX_EVENTS * EVENT_BYTES);
  const view = new DataView(buffer.buffer);
  for (;;) {
    const count = checked("epoll_wait", () => epollWait(epollFd, buffer, MAX_EVENTS, FOREVER));
    const report: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id, events } = decodeEvent(view, index);
      if (id === WAKE_ID) return;
      report.push(id, events);
    }
    parentPort?.postMessage(report);
  }
}

watch(workerData as EpollThreadData);
