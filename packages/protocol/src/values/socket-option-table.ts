/**
 * The socket options that a lab offers: name → level, Linux's number (generic ABI: x86-64, arm64), value, whether it
 * can be read and written, what it does. What is not here is refused: nothing passes that could reach beyond a lab
 * (devices, marks, credentials) or runs code in the kernel.
 */
const socket = (number: number, value: string, access: Access, summary: string) =>
  ({ level: "SOL_SOCKET", manPage: "socket(7)", number, value, access, summary }) as const;
const tcp = (number: number, value: string, access: Access, summary: string) =>
  ({ level: "IPPROTO_TCP", manPage: "tcp(7)", number, value, access, summary }) as const;
const udp = (number: number, value: string, access: Access, summary: string) =>
  ({ level: "IPPROTO_UDP", manPage: "udp(7)", number, value, access, summary }) as const;
const ip = (number: number, value: string, access: Access, summary: string) =>
  ({ level: "IPPROTO_IP", manPage: "ip(7)", number, value, access, summary }) as const;
const ipv6 = (number: number, value: string, access: Access, summary: string) =>
  ({ level: "IPPROTO_IPV6", manPage: "ipv6(7)", number, value, access, summary }) as const;

type Access = "get" | "set" | "get and set";
const BOTH = "get and set";

export const socketOptionTable = {
  SO_REUSEADDR: socket(
    2,
    "int",
    BOTH,
    "Share an address with sockets that have it set too, connections in TIME-WAIT included, while no TCP socket listens there.",
  ),
  SO_TYPE: socket(3, "int", "get", "The socket's type: SOCK_STREAM is 1, SOCK_DGRAM 2."),
  SO_ERROR: socket(4, "int", "get", "The pending error, which reading clears."),
  SO_DONTROUTE: socket(5, "int", BOTH, "Send to directly connected hosts only."),
  SO_BROADCAST: socket(6, "int", BOTH, "Allow datagrams to broadcast addresses."),
  SO_SNDBUF: socket(
    7,
    "int",
    BOTH,
    "Bytes of the send buffer; the kernel doubles what is set, at most 1 MiB here.",
  ),
  SO_RCVBUF: socket(
    8,
    "int",
    BOTH,
    "Bytes of the receive buffer; the kernel doubles what is set, at most 1 MiB here.",
  ),
  SO_KEEPALIVE: socket(9, "int", BOTH, "Send keep-alive probes on an idle connection."),
  SO_OOBINLINE: socket(10, "int", BOTH, "Leave urgent data in the stream."),
  SO_PRIORITY: socket(12, "int", BOTH, "The queueing priority of packets, 0 to 6."),
  SO_LINGER: socket(13, "struct linger", BOTH, "Whether and how long close waits; 0 seconds resets."),
  SO_REUSEPORT: socket(15, "int", BOTH, "Several sockets on one address share what arrives."),
  SO_RCVLOWAT: socket(18, "int", BOTH, "Bytes that must be there before a read goes on."),
  SO_SNDLOWAT: socket(19, "int", "get", "Bytes of room before a write goes on: always 1."),
  SO_RCVTIMEO: socket(20, "struct timeval", BOTH, "How long a blocking receive waits before EAGAIN."),
  SO_SNDTIMEO: socket(21, "struct timeval", BOTH, "How long a blocking send waits before EAGAIN."),
  SO_TIMESTAMP: socket(29, "int", BOTH, "Report with each message when it came: SCM_TIMESTAMP."),
  SO_ACCEPTCONN: socket(30, "int", "get", "1 where the socket listens."),
  SO_PROTOCOL: socket(38, "int", "get", "The protocol's number: TCP is 6, UDP 17."),
  SO_DOMAIN: socket(39, "int", "get", "The family's number: AF_UNIX is 1, AF_INET 2, AF_INET6 10."),
  SO_PEEK_OFF: socket(42, "int", BOTH, "Where in the queue MSG_PEEK begins."),
  SO_COOKIE: socket(57, "u64", "get", "The kernel's number for this socket."),

  TCP_NODELAY: tcp(1, "int", BOTH, "Send small pieces at once: no Nagle algorithm."),
  TCP_MAXSEG: tcp(2, "int", BOTH, "The largest segment to send."),
  TCP_CORK: tcp(3, "int", BOTH, "Hold back partial segments, at most 200 ms."),
  TCP_KEEPIDLE: tcp(4, "int", BOTH, "Idle seconds before the first keep-alive probe."),
  TCP_KEEPINTVL: tcp(5, "int", BOTH, "Seconds between keep-alive probes."),
  TCP_KEEPCNT: tcp(6, "int", BOTH, "Unanswered keep-alive probes that end the connection."),
  TCP_SYNCNT: tcp(
    7,
    "int",
    BOTH,
    "How often a SYN is sent again with a longer wait each time, after the tcp_syn_linear_timeouts that come first.",
  ),
  TCP_LINGER2: tcp(8, "int", BOTH, "Seconds in FIN-WAIT-2 after close."),
  TCP_DEFER_ACCEPT: tcp(9, "int", BOTH, "Wake accept only once data has come."),
  TCP_WINDOW_CLAMP: tcp(10, "int", BOTH, "The largest window to advertise."),
  TCP_INFO: tcp(11, "struct tcp_info", "get", "State, round-trip time, windows, counters."),
  TCP_QUICKACK: tcp(12, "int", BOTH, "Acknowledge at once, for a while."),
  TCP_CONGESTION: tcp(13, "name", BOTH, "The congestion control algorithm."),
  TCP_USER_TIMEOUT: tcp(18, "int", BOTH, "Milliseconds that sent data may stay unacknowledged."),
  TCP_FASTOPEN: tcp(23, "int", BOTH, "Take data with the SYN; how many such requests may wait."),
  TCP_NOTSENT_LOWAT: tcp(25, "int", BOTH, "Unsent bytes above which the socket is not writable."),

  UDP_CORK: udp(1, "int", BOTH, "Gather what is sent into one datagram."),

  IP_TOS: ip(1, "int", BOTH, "The type-of-service byte of packets."),
  IP_TTL: ip(2, "int", BOTH, "The time to live of packets, 1 to 255."),
  IP_PKTINFO: ip(8, "int", BOTH, "Report with each datagram its interface and its address on this side."),
  IP_MTU_DISCOVER: ip(10, "int", BOTH, "Whether packets may be fragmented."),
  IP_RECVTTL: ip(12, "int", BOTH, "Report with each datagram its time to live: IP_TTL."),
  IP_RECVTOS: ip(13, "int", BOTH, "Report with each datagram its type-of-service byte: IP_TOS."),
  IP_MTU: ip(14, "int", "get", "The path's MTU, on a connected socket."),
  IP_BIND_ADDRESS_NO_PORT: ip(24, "int", BOTH, "Leave the choice of the port to connect."),
  IP_MULTICAST_IF: ip(32, "struct ip_mreqn", BOTH, "The interface that multicast leaves by."),
  IP_MULTICAST_TTL: ip(33, "int", BOTH, "The time to live of multicast packets."),
  IP_MULTICAST_LOOP: ip(34, "int", BOTH, "Whether one's own machine receives the multicast."),
  IP_ADD_MEMBERSHIP: ip(35, "struct ip_mreqn", "set", "Join a group."),
  IP_DROP_MEMBERSHIP: ip(36, "struct ip_mreqn", "set", "Leave a group."),
  IP_UNBLOCK_SOURCE: ip(37, "struct ip_mreq_source", "set", "Receive from a sender of a group again."),
  IP_BLOCK_SOURCE: ip(38, "struct ip_mreq_source", "set", "Stop hearing a sender of a group."),
  IP_ADD_SOURCE_MEMBERSHIP: ip(39, "struct ip_mreq_source", "set", "Join a group for one sender."),
  IP_DROP_SOURCE_MEMBERSHIP: ip(40, "struct ip_mreq_source", "set", "Leave a group for one sender."),
  IP_MULTICAST_ALL: ip(49, "int", BOTH, "Whether the socket receives from groups that others joined."),

  IPV6_UNICAST_HOPS: ipv6(16, "int", BOTH, "The hop limit of packets; -1 is the default."),
  IPV6_MULTICAST_IF: ipv6(17, "int", BOTH, "The interface that multicast leaves by."),
  IPV6_MULTICAST_HOPS: ipv6(18, "int", BOTH, "The hop limit of multicast packets."),
  IPV6_MULTICAST_LOOP: ipv6(19, "int", BOTH, "Whether one's own machine receives the multicast."),
  IPV6_JOIN_GROUP: ipv6(20, "struct ipv6_mreq", "set", "Join a group."),
  IPV6_LEAVE_GROUP: ipv6(21, "struct ipv6_mreq", "set", "Leave a group."),
  IPV6_MTU_DISCOVER: ipv6(23, "int", BOTH, "Whether packets may be fragmented."),
  IPV6_MTU: ipv6(24, "int", BOTH, "The MTU to use; on a connected socket, the path's."),
  IPV6_V6ONLY: ipv6(26, "int", BOTH, "Keep IPv4 out of an IPv6 socket."),
  IPV6_MULTICAST_ALL: ipv6(29, "int", BOTH, "Whether the socket receives from groups that others joined."),
  IPV6_RECVPKTINFO: ipv6(
    49,
    "int",
    BOTH,
    "Report with each datagram its address on this side and its interface.",
  ),
  IPV6_RECVHOPLIMIT: ipv6(51, "int", BOTH, "Report with each datagram its hop limit: IPV6_HOPLIMIT."),
  IPV6_DONTFRAG: ipv6(62, "int", BOTH, "Refuse datagrams larger than the MTU."),
  IPV6_RECVTCLASS: ipv6(66, "int", BOTH, "Report with each datagram its traffic class: IPV6_TCLASS."),
  IPV6_TCLASS: ipv6(67, "int", BOTH, "The traffic class of packets."),
} as const;
