import { describe, expect, test } from "vitest";
import { askCompiler, hasCompiler } from "../testing/ask-compiler.js";
import * as netlinkStructs from "./netlink-structs.js";
import * as packetStructs from "./packet-structs.js";
import type { Struct } from "./struct.js";
import * as structs from "./structs.js";

const headers = [
  "poll.h",
  "sys/epoll.h",
  "sys/resource.h",
  "sys/socket.h",
  "sys/un.h",
  "netinet/in.h",
  "net/if.h",
  "linux/ethtool.h",
  "linux/filter.h",
  "linux/if_addr.h",
  "linux/if_packet.h",
  "netinet/if_ether.h",
  "netinet/ip6.h",
  "linux/icmp.h",
  "linux/inet_diag.h",
  "linux/ip.h",
  "linux/ipv6.h",
  "linux/netlink.h",
  "linux/rtnetlink.h",
  "linux/tcp.h",
  "linux/udp.h",
  "linux/unix_diag.h",
  "time.h",
];

/** At the end of struct tcp_info, which grows: headers before Linux 6.2 and 6.7 lack them. */
const recent = ["tcpi_rcv_wnd", "tcpi_rehash"];

const declared = [
  ...Object.values(structs),
  ...Object.values(netlinkStructs),
  ...Object.values(packetStructs),
].filter((value) => typeof value !== "number") as unknown as Struct<Record<string, never>>[];

/** Fields that C names, as [name, offset]. */
function namedFields({ members, fields }: Struct<Record<string, never>>): [string, number][] {
  return Object.keys(members)
    .filter((member) => !member.startsWith("_") && !recent.includes(member))
    .map((member) => [member, firstOffset(fields[member])]);
}

/** A field that is a struct begins where its first field does. */
function firstOffset(field: unknown): number {
  const { offset } = field as { offset: number | undefined };
  return offset ?? firstOffset(Object.values(field as object)[0]);
}

describe("Struct layouts", () => {
  test("have the sizes of 64-bit Linux", () => {
    const sizes = Object.fromEntries(declared.map(({ name, sizeBytes }) => [name.slice(7), sizeBytes]));
    expect(sizes).toEqual({
      iovec: 16,
      msghdr: 56,
      mmsghdr: 64,
      cmsghdr: 16,
      pollfd: 8,
      epoll_event: process.arch === "x64" ? 12 : 16,
      sockaddr: 16,
      sockaddr_in: 16,
      sockaddr_in6: 28,
      sockaddr_un: 110,
      sockaddr_ll: 20,
      tpacket_stats: 8,
      in_pktinfo: 12,
      sock_filter: 8,
      sock_fprog: 16,
      linger: 8,
      timeval: 16,
      timespec: 16,
      rlimit: 16,
      ifreq: 40,
      ethtool_value: 8,
      tcp_info: 240,
      nlmsghdr: 16,
      nlmsgerr: 20,
      nlattr: 4,
      rtmsg: 12,
      ifinfomsg: 16,
      ifaddrmsg: 8,
      inet_diag_sockid: 48,
      inet_diag_req_v2: 56,
      inet_diag_msg: 72,
      inet_diag_bc_op: 4,
      inet_diag_hostcond: 8,
      unix_diag_req: 24,
      unix_diag_msg: 16,
      unix_diag_rqlen: 8,
      ethhdr: 14,
      ether_arp: 28,
      iphdr: 20,
      ipv6hdr: 40,
      ip6_ext: 2,
      ip6_frag: 8,
      tcphdr: 20,
      udphdr: 8,
      icmphdr: 8,
    });
  });

  test.skipIf(!hasCompiler())("have the sizes and offsets of this machine's C headers", () => {
    const facts = declared.flatMap((declaration): [string, number][] => {
      const { name, sizeBytes } = declaration;
      const offsets = namedFields(declaration).map(([field, offset]): [string, number] => [
        `offsetof(${name}, ${field})`,
        offset,
      ]);
      return name === "struct tcp_info" ? offsets : [[`sizeof(${name})`, sizeBytes], ...offsets];
    });
    const expressions = facts.map(([expression]) => expression);
    const answers = askCompiler(headers, expressions);
    const fromHeaders = Object.fromEntries(
      expressions.map((expression, index) => [expression, answers[index]]),
    );
    expect(Object.fromEntries(facts)).toEqual(fromHeaders);
  });
});
