import { kernelFacts, synWaitsSeconds } from "@sockpit/protocol";
import { socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import { outcomeOf, namespaceTest as test } from "./namespace-sockets.js";
import { describeOnKernel, portOf, text } from "./support.js";

const { SOL_SOCKET, SO_REUSEADDR, IPPROTO_TCP, TCP_SYNCNT } = socketConstants;

const address = { host: "127.0.0.1", port: 8088 };
const anyPort = { host: "127.0.0.1", port: 0 };
const bytes = (written: string) => new TextEncoder().encode(written);

/** TCP's states in the kernel's table: include/net/tcp_states.h. */
const states = { SYN_SENT: 2, FIN_WAIT_2: 5, TIME_WAIT: 6 };

describeOnKernel("What the page's explanations say of Linux: numbers", () => {
  test("settings of a new network namespace", ({ sockets }) => {
    expect(sockets.sysctl("net.ipv4.tcp_syn_retries")).toBe(kernelFacts.synRetries);
    expect([undefined, kernelFacts.synLinearTimeouts]).toContain(
      sockets.sysctl("net.ipv4.tcp_syn_linear_timeouts"),
    );
    expect(sockets.sysctl("net.ipv4.tcp_fin_timeout")).toBe(kernelFacts.finTimeoutSeconds);
    expect(sockets.sysctl("net.core.somaxconn")).toBe(kernelFacts.largestBacklog);
  });

  test("a SYN is sent again after a second as often as tcp_syn_linear_timeouts says, then after twice as long each time", async ({
    sockets,
    skip,
  }) => {
    const linear = "net.ipv4.tcp_syn_linear_timeouts";
    if (sockets.sysctl(linear) === undefined) skip("Linux before 6.5 has no tcp_syn_linear_timeouts");
    sockets.setSysctl(linear, 1);
    const waits = synWaitsSeconds({ retries: 1, linearTimeouts: 1 });
    expect(waits).toEqual([1, 1, 2]);
    const listener = sockets.listen(anyPort, { backlog: 0 });
    await sockets.open().connect(listener.getsockname());
    const late = sockets.open();
    late.setsockopt(IPPROTO_TCP, TCP_SYNCNT, 1);
    const began = performance.now();
    expect(await outcomeOf(() => late.connect(listener.getsockname()))).toBe("ETIMEDOUT");
    const tookSeconds = (performance.now() - began) / 1000;
    const wholeSeconds = waits.reduce((sum, wait) => sum + wait, 0);
    expect(tookSeconds).toBeGreaterThan(wholeSeconds - 0.5);
    expect(tookSeconds).toBeLessThan(wholeSeconds + 1);
  });

  test("by default that is 1, 1, 1, 1, 1, 2, 4 … 64 s", () => {
    expect(synWaitsSeconds()).toEqual([1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64]);
  });

  test("TIME-WAIT lasts 60 s, and FIN-WAIT-2 of a closed socket as long as tcp_fin_timeout says", async ({
    sockets,
  }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    const port = portOf(client.getsockname());
    client.close();
    const half = await sockets.untilTable(
      (line) => line.localPort === port && line.state === states.FIN_WAIT_2,
    );
    expect(half.timerSeconds).toBe(sockets.sysctl("net.ipv4.tcp_fin_timeout"));
    accepted.close();
    const last = await sockets.untilTable(
      (line) => line.localPort === port && line.state === states.TIME_WAIT,
    );
    expect(last.timerSeconds).toBe(kernelFacts.timeWaitSeconds);
  });

  test.for([0, 1, 5])(
    "a backlog of %i admits one connection more, and drops the next SYN",
    async (backlog, { sockets }) => {
      const listener = sockets.listen(anyPort, { backlog });
      const admitted = backlog + kernelFacts.acceptedBeyondBacklog;
      for (let count = 0; count < admitted; count += 1) await sockets.open().connect(listener.getsockname());
      const next = sockets.open();
      next.timeout = 0;
      expect(await outcomeOf(() => next.connect(listener.getsockname()))).toBe("EINPROGRESS");
      await sockets.untilTable((line) => line.state === states.SYN_SENT);
      const waiting = sockets
        .table("tcp")
        .find(({ localPort }) => localPort === portOf(listener.getsockname()));
      expect(waiting?.receiveQueue).toBe(admitted);
    },
  );

  test("the largest datagram over IPv4 has 65,507 bytes", async ({ sockets }) => {
    const socket = sockets.open({ type: "SOCK_DGRAM" });
    const send = (count: number) => outcomeOf(() => socket.sendto(new Uint8Array(count), address));
    expect(await send(kernelFacts.largestDatagramBytes)).toBe("none");
    expect(await send(kernelFacts.largestDatagramBytes + 1)).toBe("EMSGSIZE");
  });
});

describeOnKernel("What the page's explanations say of Linux: addresses", () => {
  test.for([
    [false, false, "EADDRINUSE"],
    [false, true, "EADDRINUSE"],
    [true, false, "EADDRINUSE"],
    [true, true, "none"],
  ] as const)(
    "bind() to a port with a connection in TIME-WAIT, with SO_REUSEADDR on the old listener: %s, on the new: %s",
    async ([before, now, outcome], { sockets }) => {
      const old = sockets.listen(address, { reuses: before });
      const { client, accepted } = await sockets.connectTo(old);
      accepted.close();
      client.close();
      old.close();
      await sockets.untilTable((line) => line.localPort === address.port && line.state === states.TIME_WAIT);
      const listener = sockets.open();
      if (now) listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
      expect(await outcomeOf(() => listener.bind(address))).toBe(outcome);
    },
  );

  test("two TCP sockets with SO_REUSEADDR may have one address while neither listens; only one may listen", async ({
    sockets,
  }) => {
    const reusing = () => {
      const socket = sockets.open();
      socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
      return socket;
    };
    const [first, second, third] = [reusing(), reusing(), reusing()];
    first.bind(address);
    second.bind(address);
    first.listen(1);
    expect(await outcomeOf(() => second.listen(1))).toBe("EADDRINUSE");
    expect(await outcomeOf(() => third.bind(address))).toBe("EADDRINUSE");
  });
});

describeOnKernel("What the page's explanations say of Linux: datagrams and urgent data", () => {
  test.for([
    [true, "none"],
    [false, "EADDRINUSE"],
  ] as const)(
    "two UDP sockets share an address where both have SO_REUSEADDR: %s",
    async ([reuses, outcome], { sockets }) => {
      const [first, second] = [0, 1].map(() => {
        const socket = sockets.open({ type: "SOCK_DGRAM" });
        if (reuses) socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        return socket;
      });
      first?.bind(address);
      expect(await outcomeOf(() => second?.bind(address))).toBe(outcome);
    },
  );

  test("a UDP socket gets ECONNREFUSED for what it sent to a closed port where it is connected, else nothing", async ({
    sockets,
  }) => {
    const [connected, other] = [
      sockets.open({ type: "SOCK_DGRAM" }),
      sockets.open({ type: "SOCK_DGRAM" }),
    ] as const;
    await connected.connect(address);
    await connected.send(bytes("anyone?"));
    expect(await outcomeOf(() => connected.recv(100))).toBe("ECONNREFUSED");
    await other.sendto(bytes("anyone?"), address);
    other.timeout = 0;
    expect(await outcomeOf(() => other.recv(100))).toBe("EAGAIN");
  });

  test("MSG_OOB makes the last byte urgent, which recv() then leaves out", async ({ sockets }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    await client.send(bytes("abc"), { flags: ["MSG_OOB"] });
    expect(text(await accepted.recv(100))).toBe("ab");
    expect(text(await accepted.recv(100, { flags: ["MSG_OOB"] }))).toBe("c");
  });
});
