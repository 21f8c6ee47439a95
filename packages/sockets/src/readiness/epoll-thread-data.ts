/** What the helper thread is given. The main thread owns the fd. */
export interface EpollThreadData {
  readonly epollFd: number;
}

/** The id of the event that ends the thread. Registrations count from 1. */
export const WAKE_ID = 0;
