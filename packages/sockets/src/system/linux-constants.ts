/**
 * Numbers of Linux that only this package's own calls take: the generic ABI (x86-64, arm64). Those that callers go by are
 * in constants.ts and socket-constants.ts, netlink's in netlink-constants.ts.
 */

/** socket(2), packet(7), netlink(7): include/linux/socket.h. */
export const AF_NETLINK = 16;
export const AF_PACKET = 17;
export const SOCK_RAW = 3;
export const SOCK_SEQPACKET = 5;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;

/** recvmsg(2): descriptors that come do not outlive exec. */
export const MSG_CMSG_CLOEXEC = 0x4000_0000;

/** fcntl(2). */
export const F_DUPFD_CLOEXEC = 1030;
export const F_GETFL = 3;
export const F_SETPIPE_SZ = 1031;
export const F_GETPIPE_SZ = 1032;

/** open(2), pipe(2). */
export const O_ACCMODE = 0o3;
export const O_WRONLY = 0o1;
export const O_NONBLOCK = 0o4000;
export const O_CLOEXEC = 0o2000000;

/** epoll_create1(2). */
export const EPOLL_CLOEXEC = 0o2000000;

/** memfd_create(2). */
export const MFD_CLOEXEC = 1;

/** getrlimit(2). */
export const RLIMIT_NOFILE = 7;

/** clock_gettime(2). */
export const CLOCK_REALTIME = 0;
export const CLOCK_THREAD_CPUTIME_ID = 3;

/** unshare(2), setns(2). */
export const CLONE_NEWNET = 0x4000_0000;

/** netdevice(7), ioctl(2). */
export const SIOCGIFFLAGS = 0x8913;
export const SIOCSIFFLAGS = 0x8914;
export const IFF_UP = 0x1;
export const IFF_MULTICAST = 0x1000;
export const SIOCGIFINDEX = 0x8933;
export const IFF_NOARP = 0x80;

/** ioctl(2) on /dev/net/tun: Documentation/networking/tuntap.rst. */
export const TUNSETIFF = 0x4004_54ca;
export const IFF_TUN = 0x1;
export const IFF_NO_PI = 0x1000;

/** What a network card does for the kernel, switched by SIOCETHTOOL: include/uapi/linux/ethtool.h. */
export const SIOCETHTOOL = 0x8946;
export const ETHTOOL_STXCSUM = 0x17;
export const ETHTOOL_SSG = 0x19;
export const ETHTOOL_STSO = 0x1f;
export const ETHTOOL_SGSO = 0x24;

/** ioctl(2) requests of sockets that read an int: tcp(7), udp(7), unix(7). */
export const FIONREAD = 0x541b;
export const SIOCOUTQ = 0x5411;
export const SIOCATMARK = 0x8905;

/** socket(7). */
export const SO_ATTACH_FILTER = 26;
export const SO_TIMESTAMPNS = 35;

/** packet(7). */
export const SOL_PACKET = 263;
export const PACKET_STATISTICS = 6;
export const PACKET_QDISC_BYPASS = 20;
export const PACKET_OUTGOING = 4;
export const ETH_P_ALL = 3;
export const ETH_P_ARP = 0x0806;

/** What an IP header is followed by (IANA's protocol numbers), beside what sockets are made for. */
export const IPPROTO_ICMP = 1;
export const IPPROTO_HOPOPTS = 0;
export const IPPROTO_ROUTING = 43;
export const IPPROTO_FRAGMENT = 44;
export const IPPROTO_ICMPV6 = 58;
export const IPPROTO_DSTOPTS = 60;

/** Classic filters: include/uapi/linux/bpf_common.h, filter.h. */
export const BPF_LD = 0x00;
export const BPF_ALU = 0x04;
export const BPF_JMP = 0x05;
export const BPF_RET = 0x06;
export const BPF_W = 0x00;
export const BPF_B = 0x10;
export const BPF_ABS = 0x20;
export const BPF_AND = 0x50;
export const BPF_JEQ = 0x10;
export const BPF_K = 0x00;
export const SKF_AD_OFF = -0x1000;
export const SKF_AD_PKTTYPE = 4;

/** What a socket's state is in sock_diag(7) and TCP_INFO, of UDP and Unix sockets too: include/net/tcp_states.h. */
export const TCP_ESTABLISHED = 1;
export const TCP_SYN_SENT = 2;
export const TCP_SYN_RECV = 3;
export const TCP_FIN_WAIT1 = 4;
export const TCP_FIN_WAIT2 = 5;
export const TCP_TIME_WAIT = 6;
export const TCP_CLOSE = 7;
export const TCP_CLOSE_WAIT = 8;
export const TCP_LAST_ACK = 9;
export const TCP_LISTEN = 10;
export const TCP_CLOSING = 11;
