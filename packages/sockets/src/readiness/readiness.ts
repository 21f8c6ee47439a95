import { untilAllClosed } from "../system/close-in-background.js";
import { Epoll } from "./epoll.js";

let epoll: Epoll | null = null;

/** The instance that serves this process, started by the first call that has to wait. */
export function runningEpoll(): Epoll {
  if (epoll === null || !epoll.isRunning) epoll = new Epoll();
  return epoll;
}

/**
 * Ends the epoll thread and frees its fds; calls that still wait fail with EINTR. Done once fds that are closed in the
 * background are closed, too. The next call that has
 * to wait starts a new one. Not needed before the process ends: an idle thread does not keep it alive.
 */
export async function stopReadiness(): Promise<void> {
  const ending = epoll;
  epoll = null;
  await ending?.end();
  await untilAllClosed();
}
