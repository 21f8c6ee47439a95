import { errnoFailure, type Family, type SocketType } from "@sockpit/protocol";

/** 0 is the protocol that goes with the family and the type. A Unix socket's may be called PF_UNIX: unix_create of Linux. */
const IPPROTO_ICMP = 1;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_ICMPV6 = 58;
const PF_UNIX = 1;

/** What a lab makes: everything else never reaches the kernel, which would load modules for some (SCTP, L2TP, DCCP). */
const offered: Readonly<Record<Family, Readonly<Record<SocketType, readonly number[]>>>> = {
  AF_INET: { SOCK_STREAM: [0, IPPROTO_TCP], SOCK_DGRAM: [0, IPPROTO_UDP] },
  AF_INET6: { SOCK_STREAM: [0, IPPROTO_TCP], SOCK_DGRAM: [0, IPPROTO_UDP] },
  AF_UNIX: { SOCK_STREAM: [0, PF_UNIX], SOCK_DGRAM: [0, PF_UNIX] },
};

/** Sockets for ping, which a new network namespace allows nobody: net.ipv4.ping_group_range of icmp(7). */
const pingProtocols: Readonly<Partial<Record<Family, number>>> = {
  AF_INET: IPPROTO_ICMP,
  AF_INET6: IPPROTO_ICMPV6,
};

/** Throws what the kernel answers where a protocol does not go with family and type: EPROTONOSUPPORT, EACCES for ping. */
export function expectProtocol(
  syscall: "socket" | "socketpair",
  { family, type, proto }: { family: Family; type: SocketType; proto: number },
): void {
  if (offered[family][type].includes(proto)) return;
  const isPing = type === "SOCK_DGRAM" && proto === pingProtocols[family];
  throw errnoFailure(syscall, isPing ? "EACCES" : "EPROTONOSUPPORT");
}
