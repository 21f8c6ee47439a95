import { untilAllClosed } from "../system/close-in-background.js";
import { Epoll } from "./epoll.js";

let epoll: Epoll | null = null;

/** The instance that serves this process, made by the first call that has to wait. */
export function runningEpoll(): Epoll {
  epoll ??= new Epoll();
  return epoll;
}

/** A call has done something: where others wait, one of them may go on. */
export function somethingDone(): void {
  epoll?.lookSoon();
}

/**
 * Frees the epoll instance; calls that still wait fail with EINTR. Done once fds that are closed in the background are
 * closed, too. The next call that has to wait makes a new one. Not needed before the process ends: an instance for which
 * nobody waits does not keep it alive.
 */
export async function stopReadiness(): Promise<void> {
  const ending = epoll;
  epoll = null;
  ending?.end();
  await untilAllClosed();
}
