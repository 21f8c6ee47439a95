/** The constants that calls take and give by name: the generic ABI of Linux (x86-64, arm64). */

/** address_families(7). */
export const families = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10 } as const;
export type Family = keyof typeof families;

/** socket(2). */
export const socketTypes = { SOCK_STREAM: 1, SOCK_DGRAM: 2 } as const;
export type SocketType = keyof typeof socketTypes;

/** shutdown(2). */
export const shutdownHows = { SHUT_RD: 0, SHUT_WR: 1, SHUT_RDWR: 2 } as const;

/** send(2), recv(2). */
export const messageFlags = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_DONTROUTE: 0x4,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_WAITALL: 0x100,
  MSG_NOSIGNAL: 0x4000,
  MSG_MORE: 0x8000,
} as const;
export type MessageFlag = keyof typeof messageFlags;

/** The flags as the kernel takes them. */
export function messageFlagBits(flags: readonly MessageFlag[] = []): number {
  return bitsOf(messageFlags, flags);
}

/** recv(2): what recvmsg says in msg_flags. */
export const receivedFlags = {
  MSG_OOB: 0x1,
  MSG_CTRUNC: 0x8,
  MSG_TRUNC: 0x20,
  MSG_EOR: 0x80,
} as const;
export type ReceivedFlag = keyof typeof receivedFlags;

/** poll(2). */
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

/** epoll_ctl(2). */
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

/** epoll_ctl(2). */
export const epollOperations = {
  EPOLL_CTL_ADD: 1,
  EPOLL_CTL_DEL: 2,
  EPOLL_CTL_MOD: 3,
} as const;
export type EpollOperation = keyof typeof epollOperations;

/** Names as the bits that the kernel takes, as an unsigned number. */
export function bitsOf<N extends string>(table: Readonly<Record<N, number>>, names: readonly N[]): number {
  return names.reduce((bits, name) => (bits | table[name]) >>> 0, 0);
}

/** The names of the bits that are set, in the table's order. */
export function namesOf<N extends string>(table: Readonly<Record<N, number>>, bits: number): N[] {
  return (Object.keys(table) as N[]).filter((name) => (bits & table[name]) !== 0);
}
