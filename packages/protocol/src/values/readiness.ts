import { z } from "zod";

/** What poll(2) can ask for and report. POLLERR, POLLHUP and POLLNVAL are reported unasked. */
export const PollEvent = z.enum([
  "POLLIN",
  "POLLPRI",
  "POLLOUT",
  "POLLERR",
  "POLLHUP",
  "POLLNVAL",
  "POLLRDNORM",
  "POLLRDBAND",
  "POLLWRNORM",
  "POLLWRBAND",
  "POLLRDHUP",
]);
export type PollEvent = z.infer<typeof PollEvent>;

/** What epoll_ctl(2) can ask for and epoll_wait(2) report, and how. */
export const EpollEvent = z.enum([
  "EPOLLIN",
  "EPOLLPRI",
  "EPOLLOUT",
  "EPOLLERR",
  "EPOLLHUP",
  "EPOLLRDNORM",
  "EPOLLRDBAND",
  "EPOLLWRNORM",
  "EPOLLWRBAND",
  "EPOLLMSG",
  "EPOLLRDHUP",
  "EPOLLEXCLUSIVE",
  "EPOLLONESHOT",
  "EPOLLET",
]);
export type EpollEvent = z.infer<typeof EpollEvent>;

export const EpollOperation = z.enum(["EPOLL_CTL_ADD", "EPOLL_CTL_MOD", "EPOLL_CTL_DEL"]);
export type EpollOperation = z.infer<typeof EpollOperation>;
