import { z } from "zod";

/** What poll(2) can ask for and report, with Linux's bits. POLLERR, POLLHUP and POLLNVAL are reported unasked. */
export const pollEvents = {
  POLLIN: 0x1,
  POLLPRI: 0x2,
  POLLOUT: 0x4,
  POLLERR: 0x8,
  POLLHUP: 0x10,
  POLLNVAL: 0x20,
  POLLRDNORM: 0x40,
  POLLRDBAND: 0x80,
  POLLWRNORM: 0x100,
  POLLWRBAND: 0x200,
  POLLRDHUP: 0x2000,
} as const;
export type PollEvent = keyof typeof pollEvents;
export const PollEvent = z.enum(Object.keys(pollEvents) as [PollEvent, ...PollEvent[]]);

/** What epoll_ctl(2) can ask for and epoll_wait(2) report, and how, with Linux's bits. */
export const epollEvents = {
  EPOLLIN: 0x1,
  EPOLLPRI: 0x2,
  EPOLLOUT: 0x4,
  EPOLLERR: 0x8,
  EPOLLHUP: 0x10,
  EPOLLRDNORM: 0x40,
  EPOLLRDBAND: 0x80,
  EPOLLWRNORM: 0x100,
  EPOLLWRBAND: 0x200,
  EPOLLMSG: 0x400,
  EPOLLRDHUP: 0x2000,
  EPOLLEXCLUSIVE: 0x1000_0000,
  EPOLLONESHOT: 0x4000_0000,
  EPOLLET: 0x8000_0000,
} as const;
export type EpollEvent = keyof typeof epollEvents;
export const EpollEvent = z.enum(Object.keys(epollEvents) as [EpollEvent, ...EpollEvent[]]);

export const EpollOperation = z.enum(["EPOLL_CTL_ADD", "EPOLL_CTL_MOD", "EPOLL_CTL_DEL"]);
export type EpollOperation = z.infer<typeof EpollOperation>;
