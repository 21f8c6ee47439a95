/**
 * The ancillary data that a lab offers: name → level, Linux's number for cmsg_type (generic ABI: x86-64, arm64), the C
 * value as recvmsg(2) gives it, which way it goes, what it says. What is not here is refused: cmsg(3).
 */
export const ancillaryTable = {
  SCM_RIGHTS: {
    level: "SOL_SOCKET",
    number: 1,
    value: "file descriptors",
    travels: "sent and received",
    summary: "Open files of the sender, which the receiver gets descriptors of its own for.",
    manPage: "unix(7)",
  },
  SCM_TIMESTAMP: {
    level: "SOL_SOCKET",
    number: 29,
    value: "struct timeval",
    travels: "received",
    summary: "When the kernel took the packet in, with SO_TIMESTAMP.",
    manPage: "socket(7)",
  },
  IP_TOS: {
    level: "IPPROTO_IP",
    number: 1,
    value: "byte",
    travels: "sent and received",
    summary: "The type-of-service byte of a datagram; received with IP_RECVTOS.",
    manPage: "ip(7)",
  },
  IP_TTL: {
    level: "IPPROTO_IP",
    number: 2,
    value: "int",
    travels: "sent and received",
    summary: "The time to live of a datagram; received with IP_RECVTTL.",
    manPage: "ip(7)",
  },
  IP_PKTINFO: {
    level: "IPPROTO_IP",
    number: 8,
    value: "struct in_pktinfo",
    travels: "sent and received",
    summary: "A datagram's interface and its address on this side; received with IP_PKTINFO set.",
    manPage: "ip(7)",
  },
  IPV6_PKTINFO: {
    level: "IPPROTO_IPV6",
    number: 50,
    value: "struct in6_pktinfo",
    travels: "sent and received",
    summary: "A datagram's address on this side and its interface; received with IPV6_RECVPKTINFO.",
    manPage: "ipv6(7)",
  },
  IPV6_HOPLIMIT: {
    level: "IPPROTO_IPV6",
    number: 52,
    value: "int",
    travels: "sent and received",
    summary: "The hop limit of a datagram; received with IPV6_RECVHOPLIMIT.",
    manPage: "ipv6(7)",
  },
  IPV6_TCLASS: {
    level: "IPPROTO_IPV6",
    number: 67,
    value: "int",
    travels: "sent and received",
    summary: "The traffic class of a datagram; received with IPV6_RECVTCLASS.",
    manPage: "RFC 3542 §6.5",
  },
} as const;
