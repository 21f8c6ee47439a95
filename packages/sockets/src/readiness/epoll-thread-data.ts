/** What the helper thread is given. The main thread owns the fd. */
export interface EpollThreadData {
  readonly epollFd: number;
  /** How many reports the main thread has handled, as one Int32. It wraps. */
  readonly handledReports: Int32Array;
}

/** So many reports are under way at most: what happens meanwhile waits in the kernel, where it takes no memory. */
export const MAX_UNHANDLED_REPORTS = 4;

/** The id of the event that ends the thread. Registrations count from 1. */
export const WAKE_ID = 0;
