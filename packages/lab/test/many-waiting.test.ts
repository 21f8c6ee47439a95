import { limits } from "@sockpit/protocol";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, serverAddress } from "./support.js";

const WAITING = 1024;
const udp = { type: "SOCK_DGRAM" } as const;

describeOnEachNetwork("Many calls that wait on one fd", (test) => {
  test("are served in the order in which they came", async ({ bench }) => {
    const program = bench.program();
    const [reader = -1, writer = -1] = (await program.call("socketpair", {})).fds;
    const bytes = Uint8Array.from({ length: WAITING }, (_, index) => index % 251);
    const calls = Array.from({ length: WAITING }, () => program.call("recv", { fd: reader, bufsize: 1 }));
    await program.call("sendall", { fd: writer, data: bytes });
    const received = await Promise.all(calls);
    expect(received.map(({ data }) => data[0])).toEqual([...bytes]);
  });

  test("of several kinds: what one has taken, the others do not see", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, udp);
    const polled = await program.waiting("poll", { fds: [{ fd, events: ["POLLIN"] }], timeout: 0.2 });
    const first = await program.waiting("recv", { fd, bufsize: 1 });
    await program.call("sendto", { fd, data: { text: "x" }, address: serverAddress });
    expect((await first.outcome).data).toHaveLength(1);
    expect((await polled.outcome).ready).toEqual([]);
    const again = await program.waiting("poll", { fds: [{ fd, events: ["POLLIN"] }], timeout: null });
    await program.call("sendto", { fd, data: { text: "y" }, address: serverAddress });
    expect((await again.outcome).ready).toEqual([{ fd, events: ["POLLIN"] }]);
  });

  test("on a socket that was shut down get what comes", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, udp);
    await program.call("shutdown", { fd, how: "SHUT_RDWR" }).catch(() => undefined);
    const { outcome } = await program.waiting("recv", { fd, bufsize: 1, timeout: 30 });
    const sender = await program.socket(udp);
    await program.call("sendto", { fd: sender, data: { text: "x" }, address: serverAddress });
    expect((await outcome).data).toHaveLength(1);
  });

  test("poll so many descriptors and no more: ENOMEM, until some have ended", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, udp);
    const fds = Array.from({ length: limits.polledFds }, () => ({ fd, events: ["POLLIN" as const] }));
    const polls = Array.from({ length: limits.polledFdsWaitingPerLab / limits.polledFds }, () =>
      program.call("poll", { fds, timeout: null }),
    );
    expect(await errnoOf(program.call("poll", { fds: [{ fd, events: ["POLLIN"] }], timeout: 0 }))).toBe(
      "ENOMEM",
    );
    await program.call("sendto", { fd, data: { text: "x" }, address: serverAddress });
    for (const { ready } of await Promise.all(polls)) expect(ready).toHaveLength(limits.polledFds);
    expect((await program.call("poll", { fds, timeout: 0 })).ready).toHaveLength(limits.polledFds);
  });
});
