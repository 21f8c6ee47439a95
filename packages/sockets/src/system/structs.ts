/** The structs of socket calls, with C's names, as in the headers of Linux on 64-bit processors. */
import { be16, be32, bytes, i16, i32, i64, pointer, struct, u8, u16, u32, u64 } from "./struct.js";

/** readv(2). */
export const iovec = struct("struct iovec", { iov_base: pointer, iov_len: u64 });

/** sendmsg(2), recvmsg(2). */
export const msghdr = struct("struct msghdr", {
  msg_name: pointer,
  msg_namelen: u32,
  msg_iov: pointer,
  msg_iovlen: u64,
  msg_control: pointer,
  msg_controllen: u64,
  msg_flags: i32,
});

/** recvmmsg(2). */
export const mmsghdr = struct("struct mmsghdr", { msg_hdr: msghdr, msg_len: u32 });

/** cmsg(3). `cmsg_len` counts this header, and no padding behind the data. */
export const cmsghdr = struct("struct cmsghdr", { cmsg_len: u64, cmsg_level: i32, cmsg_type: i32 });

/** poll(2). A negative fd is passed over. */
export const pollfd = struct("struct pollfd", { fd: i32, events: i16, revents: u16 });

/** epoll_ctl(2): packed on x86-64 only. */
export const epollEvent = struct(
  "struct epoll_event",
  { events: u32, data: u64 },
  { isPacked: process.arch === "x64" },
);

/** sockaddr(3type): what every address begins with. `sa_data` is as long as the address is. */
export const sockaddr = struct("struct sockaddr", { sa_family: u16, sa_data: bytes(14) });

/** sizeof(struct sockaddr_storage): room for every address. */
export const SOCKADDR_BYTES = 128;

/** ip(7). */
export const sockaddrIn = struct("struct sockaddr_in", {
  sin_family: u16,
  sin_port: be16,
  sin_addr: bytes(4),
  sin_zero: bytes(8),
});

/** ipv6(7). */
export const sockaddrIn6 = struct("struct sockaddr_in6", {
  sin6_family: u16,
  sin6_port: be16,
  sin6_flowinfo: be32,
  sin6_addr: bytes(16),
  sin6_scope_id: u32,
});

/** unix(7). */
export const sockaddrUn = struct("struct sockaddr_un", { sun_family: u16, sun_path: bytes(108) });

/** packet(7). bind(2) reads as far as `sll_ifindex`, where 0 is every interface. */
export const sockaddrLl = struct("struct sockaddr_ll", {
  sll_family: u16,
  sll_protocol: be16,
  sll_ifindex: i32,
  sll_hatype: u16,
  sll_pkttype: u8,
  sll_halen: u8,
  sll_addr: bytes(8),
});

/** packet(7), PACKET_STATISTICS. Reading sets both to 0. */
export const tpacketStats = struct("struct tpacket_stats", { tp_packets: u32, tp_drops: u32 });

/** ip(7), IP_PKTINFO. */
export const inPktinfo = struct("struct in_pktinfo", {
  ipi_ifindex: i32,
  ipi_spec_dst: bytes(4),
  ipi_addr: bytes(4),
});

/** A classic filter: socket(7), include/uapi/linux/filter.h. */
export const sockFilter = struct("struct sock_filter", { code: u16, jt: u8, jf: u8, k: u32 });
export const sockFprog = struct("struct sock_fprog", { len: u16, filter: pointer });

/** socket(7). */
export const linger = struct("struct linger", { l_onoff: i32, l_linger: i32 });
export const timeval = struct("struct timeval", { tv_sec: i64, tv_usec: i64 });
/** clock_gettime(2). */
export const timespec = struct("struct timespec", { tv_sec: i64, tv_nsec: i64 });

/** getrlimit(2). */
export const rlimit = struct("struct rlimit", { rlim_cur: u64, rlim_max: u64 });

/** netdevice(7): a name, and a union of which only the flags are used here. */
export const ifreq = struct("struct ifreq", { ifr_name: bytes(16), ifr_flags: i16, _others: bytes(22) });

/** The same, of which the interface's number is used, or a pointer to a struct. */
export const ifreqIndex = struct("struct ifreq", {
  ifr_name: bytes(16),
  ifr_ifindex: i32,
  _others: bytes(20),
});
export const ifreqData = struct("struct ifreq", {
  ifr_name: bytes(16),
  ifr_data: pointer,
  _others: bytes(16),
});
export const ethtoolValue = struct("struct ethtool_value", { cmd: u32, data: u32 });

/** tcp(7), TCP_INFO: include/uapi/linux/tcp.h. It only grows, at its end. */
export const tcpInfo = struct("struct tcp_info", {
  tcpi_state: u8,
  tcpi_ca_state: u8,
  tcpi_retransmits: u8,
  tcpi_probes: u8,
  tcpi_backoff: u8,
  tcpi_options: u8,
  _windowScales: u8,
  _bits: u8,
  tcpi_rto: u32,
  tcpi_ato: u32,
  tcpi_snd_mss: u32,
  tcpi_rcv_mss: u32,
  tcpi_unacked: u32,
  tcpi_sacked: u32,
  tcpi_lost: u32,
  tcpi_retrans: u32,
  tcpi_fackets: u32,
  tcpi_last_data_sent: u32,
  tcpi_last_ack_sent: u32,
  tcpi_last_data_recv: u32,
  tcpi_last_ack_recv: u32,
  tcpi_pmtu: u32,
  tcpi_rcv_ssthresh: u32,
  tcpi_rtt: u32,
  tcpi_rttvar: u32,
  tcpi_snd_ssthresh: u32,
  tcpi_snd_cwnd: u32,
  tcpi_advmss: u32,
  tcpi_reordering: u32,
  tcpi_rcv_rtt: u32,
  tcpi_rcv_space: u32,
  tcpi_total_retrans: u32,
  tcpi_pacing_rate: u64,
  tcpi_max_pacing_rate: u64,
  tcpi_bytes_acked: u64,
  tcpi_bytes_received: u64,
  tcpi_segs_out: u32,
  tcpi_segs_in: u32,
  tcpi_notsent_bytes: u32,
  tcpi_min_rtt: u32,
  tcpi_data_segs_in: u32,
  tcpi_data_segs_out: u32,
  tcpi_delivery_rate: u64,
  tcpi_busy_time: u64,
  tcpi_rwnd_limited: u64,
  tcpi_sndbuf_limited: u64,
  tcpi_delivered: u32,
  tcpi_delivered_ce: u32,
  tcpi_bytes_sent: u64,
  tcpi_bytes_retrans: u64,
  tcpi_dsack_dups: u32,
  tcpi_reord_seen: u32,
  tcpi_rcv_ooopack: u32,
  tcpi_snd_wnd: u32,
  tcpi_rcv_wnd: u32,
  tcpi_rehash: u32,
});
