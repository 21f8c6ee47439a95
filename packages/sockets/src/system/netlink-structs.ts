/** The structs of netlink(7), rtnetlink(7) and sock_diag(7), with C's names. */
import { be16, bytes, i32, struct, u8, u16, u32, u64InWords } from "./struct.js";

/** `nlmsg_len` counts this header, and no padding behind the message. */
export const nlmsghdr = struct("struct nlmsghdr", {
  nlmsg_len: u32,
  nlmsg_type: u16,
  nlmsg_flags: u16,
  nlmsg_seq: u32,
  nlmsg_pid: u32,
});

/** NLMSG_ERROR: an errno below 0, or 0 for an acknowledgement; then the request's header. */
export const nlmsgerr = struct("struct nlmsgerr", { error: i32, msg: nlmsghdr });

/** `nla_len` counts this header, and no padding behind the value. struct rtattr is the same. */
export const nlattr = struct("struct nlattr", { nla_len: u16, nla_type: u16 });

export const rtmsg = struct("struct rtmsg", {
  rtm_family: u8,
  rtm_dst_len: u8,
  rtm_src_len: u8,
  rtm_tos: u8,
  rtm_table: u8,
  rtm_protocol: u8,
  rtm_scope: u8,
  rtm_type: u8,
  rtm_flags: u32,
});

export const ifinfomsg = struct("struct ifinfomsg", {
  ifi_family: u8,
  _pad: u8,
  ifi_type: u16,
  ifi_index: i32,
  ifi_flags: u32,
  ifi_change: u32,
});

export const ifaddrmsg = struct("struct ifaddrmsg", {
  ifa_family: u8,
  ifa_prefixlen: u8,
  ifa_flags: u8,
  ifa_scope: u8,
  ifa_index: u32,
});

/** One end's port and address, the other's: include/uapi/linux/inet_diag.h. */
export const inetDiagSockid = struct("struct inet_diag_sockid", {
  idiag_sport: be16,
  idiag_dport: be16,
  idiag_src: bytes(16),
  idiag_dst: bytes(16),
  idiag_if: u32,
  idiag_cookie: u64InWords,
});

export const inetDiagReqV2 = struct("struct inet_diag_req_v2", {
  sdiag_family: u8,
  sdiag_protocol: u8,
  idiag_ext: u8,
  pad: u8,
  idiag_states: u32,
  id: inetDiagSockid,
});

export const inetDiagMsg = struct("struct inet_diag_msg", {
  idiag_family: u8,
  idiag_state: u8,
  idiag_timer: u8,
  idiag_retrans: u8,
  id: inetDiagSockid,
  idiag_expires: u32,
  idiag_rqueue: u32,
  idiag_wqueue: u32,
  idiag_uid: u32,
  idiag_inode: u32,
});

/** An operation of a filter: where to go on for yes and for no, in bytes from its own start. */
export const inetDiagBcOp = struct("struct inet_diag_bc_op", { code: u8, yes: u8, no: u16 });
/** The address, as long as it is, follows. Port -1 is every port. */
export const inetDiagHostcond = struct("struct inet_diag_hostcond", {
  family: u8,
  prefix_len: u8,
  port: i32,
});

/** include/uapi/linux/unix_diag.h. */
export const unixDiagReq = struct("struct unix_diag_req", {
  sdiag_family: u8,
  sdiag_protocol: u8,
  pad: u16,
  udiag_states: u32,
  udiag_ino: u32,
  udiag_show: u32,
  udiag_cookie: u64InWords,
});

export const unixDiagMsg = struct("struct unix_diag_msg", {
  udiag_family: u8,
  udiag_type: u8,
  udiag_state: u8,
  pad: u8,
  udiag_ino: u32,
  udiag_cookie: u64InWords,
});

export const unixDiagRqlen = struct("struct unix_diag_rqlen", { udiag_rqueue: u32, udiag_wqueue: u32 });
