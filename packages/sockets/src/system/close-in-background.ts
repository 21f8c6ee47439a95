import { close } from "node:fs";
import { checked } from "./libc.js";
import { close as closeNow } from "./socket-calls.js";

/** Of Node's threads for blocking calls, which are four by default and serve its file system too. */
const MAX_AT_ONCE = 3;
/** Each keeps a descriptor and what hangs on it, such as a network namespace. */
const MAX_WAITING = 256;

const waiting: number[] = [];
const idlers = new Set<() => void>();
let underWay = 0;

/**
 * close(2) on another thread, for an fd that the kernel takes long to close: the number stays taken meanwhile. Where
 * too many wait, at once.
 */
export function closeInBackground(fd: number): void {
  if (waiting.length >= MAX_WAITING) {
    checked("close", () => closeNow(fd));
    return;
  }
  waiting.push(fd);
  closeNext();
}

/** Done once nothing waits to be closed. */
export function untilAllClosed(): Promise<void> {
  if (underWay === 0) return Promise.resolve();
  return new Promise((resolve) => idlers.add(resolve));
}

function closeNext(): void {
  if (underWay >= MAX_AT_ONCE) return;
  const fd = waiting.shift();
  if (fd === undefined) return;
  underWay += 1;
  close(fd, (error) => {
    underWay -= 1;
    closeNext();
    if (underWay === 0) {
      for (const resolve of idlers) resolve();
      idlers.clear();
    }
    if (error !== null) throw error;
  });
}
