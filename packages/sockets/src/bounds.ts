/** What one call takes at most, each with its reason. More is cut, as a call that moves fewer bytes does. */
export const bounds = {
  /** Bytes that one call moves: memory that is kept for what the kernel writes. */
  dataBytes: 1024 * 1024,
  /** Bytes of ancillary data of one recvmsg: room for the 253 descriptors of SCM_MAX_FD, and for all that is reported of a packet. */
  ancillaryBytes: 4096,
  /** Entries of one poll, and events of one epoll_wait: RLIMIT_NOFILE's usual soft limit. */
  polledFds: 1024,
  /** Bytes of a socket option's value: what CPython's `getsockopt` takes. */
  optionBytes: 1024,
  /** Seconds of a timeout: what CPython's `settimeout` takes (2^63 ns). More is refused. */
  timeoutSeconds: 9_223_372_036,
} as const;
