import { describe, expect, test } from "vitest";
import { ancillaryKinds } from "../ancillary/kinds.js";
import * as tables from "../constants.js";
import { socketConstants } from "../socket-constants.js";
import { askCompiler, hasCompiler } from "../testing/ask-compiler.js";
import { errnos } from "./errno.js";
import * as linuxConstants from "./linux-constants.js";
import * as netlinkConstants from "./netlink-constants.js";
import { SOCKADDR_BYTES } from "./structs.js";

/** glibc's before the kernel's, which leave out what they find there. */
const headers = [
  "errno.h",
  "fcntl.h",
  "net/if.h",
  "netinet/in.h",
  "poll.h",
  "sched.h",
  "sys/epoll.h",
  "sys/ioctl.h",
  "sys/mman.h",
  "sys/resource.h",
  "sys/socket.h",
  "time.h",
  "linux/ethtool.h",
  "linux/filter.h",
  "linux/if_addr.h",
  "linux/if_ether.h",
  "linux/if_link.h",
  "linux/if_packet.h",
  "linux/if_tun.h",
  "linux/in.h",
  "linux/in6.h",
  "linux/inet_diag.h",
  "linux/netlink.h",
  "linux/rtnetlink.h",
  "linux/sock_diag.h",
  "linux/sockios.h",
  "linux/tcp.h",
  "linux/udp.h",
  "linux/unix_diag.h",
  "linux/veth.h",
];

/** glibc's alone has the states of TCP; both have struct tcp_info. */
const stateHeaders = ["netinet/tcp.h"];
const isState = (name: string) => /^TCP_/.test(name);

function fromHeaders(files: readonly string[], names: readonly string[]): Record<string, number | undefined> {
  const answers = askCompiler(files, names);
  return Object.fromEntries(names.map((name, index) => [name, answers[index]]));
}

/** What is named as in C, of all tables. */
const declared: Record<string, number> = Object.fromEntries(
  [
    ...Object.values(tables).filter((table) => typeof table === "object"),
    socketConstants,
    errnos,
    Object.fromEntries(Object.entries(ancillaryKinds).map(([name, { number }]) => [name, number])),
    netlinkConstants,
    Object.fromEntries(Object.entries(linuxConstants).filter(([name]) => !isState(name))),
    { "sizeof(struct sockaddr_storage)": SOCKADDR_BYTES },
  ].flatMap((table): [string, number][] => Object.entries(table)),
);

const states = Object.fromEntries(Object.entries(linuxConstants).filter(([name]) => isState(name)));

describe.skipIf(!hasCompiler())("Constants have the numbers of this machine's C headers", () => {
  test("calls, options, flags, errno and netlink", () => {
    expect(declared).toEqual(fromHeaders(headers, Object.keys(declared)));
  });

  test("states of TCP", () => {
    expect(states).toEqual(fromHeaders(stateHeaders, Object.keys(states)));
  });
});
