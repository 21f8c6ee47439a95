import type { Family, MessageFlag, SocketType } from "@sockpit/protocol";

/**
 * Levels and options of getsockopt(2) and setsockopt(2), by POSIX name: socket(7), tcp(7), ip(7), ipv6(7).
 * Numbers are those of Linux's generic ABI (x86-64, arm64).
 */
export const socketConstants = {
  SOL_SOCKET: 1,
  IPPROTO_IP: 0,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,

  SO_DEBUG: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_DONTROUTE: 5,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_OOBINLINE: 10,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SO_RCVLOWAT: 18,
  SO_ACCEPTCONN: 30,
  SO_PROTOCOL: 38,
  SO_DOMAIN: 39,
  SO_COOKIE: 57,

  TCP_NODELAY: 1,
  TCP_MAXSEG: 2,
  TCP_CORK: 3,
  TCP_KEEPIDLE: 4,
  TCP_KEEPINTVL: 5,
  TCP_KEEPCNT: 6,
  TCP_SYNCNT: 7,
  TCP_LINGER2: 8,
  TCP_DEFER_ACCEPT: 9,
  TCP_WINDOW_CLAMP: 10,
  TCP_INFO: 11,
  TCP_QUICKACK: 12,
  TCP_CONGESTION: 13,
  TCP_USER_TIMEOUT: 18,
  TCP_NOTSENT_LOWAT: 25,

  IP_TOS: 1,
  IP_TTL: 2,
  IP_BIND_ADDRESS_NO_PORT: 24,

  IPV6_UNICAST_HOPS: 16,
  IPV6_V6ONLY: 26,
} as const;

/** address_families(7). */
export const families = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10 } as const satisfies Record<Family, number>;

/** socket(2). */
export const socketTypes = { SOCK_STREAM: 1, SOCK_DGRAM: 2 } as const satisfies Record<SocketType, number>;

/** shutdown(2). */
export const shutdownHows = { SHUT_RD: 0, SHUT_WR: 1, SHUT_RDWR: 2 } as const;

/** send(2), recv(2). */
export const messageFlags = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_WAITALL: 0x100,
  MSG_NOSIGNAL: 0x4000,
  MSG_MORE: 0x8000,
} as const satisfies Record<MessageFlag, number>;

/** The flags as the kernel takes them. */
export function messageFlagBits(flags: readonly MessageFlag[] = []): number {
  return flags.reduce((bits, flag) => bits | messageFlags[flag], 0);
}
