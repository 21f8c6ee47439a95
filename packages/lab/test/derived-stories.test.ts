import { Buffer } from "node:buffer";
import { limits } from "@sockpit/protocol";
import { expect } from "vitest";
import {
  accepts,
  acknowledges,
  connected,
  connects,
  defersAccept,
  handshake,
  isAckOfData,
  listening,
  listens,
  runSamples,
  SLOW_MS,
  storyOf,
  tries,
} from "./derivation/two-programs.js";
import { describeOnEachNetwork, serverAddress } from "./support.js";

const linger = { base64: Buffer.from(Int32Array.of(1, 0).buffer).toString("base64") };

describeOnEachNetwork("The story of two programs, as an RFC 9293 reader expects it,", (test) => {
  test("has every state of the sample's sockets, their queues and their bytes", async ({ bench }) => {
    await runSamples(bench);
  });

  test("keeps in SYN-SENT who finds the accept queue full", { timeout: SLOW_MS }, async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, listener } = await listening(bench, 0);
    await tries(client);
    const fd = await tries(client);
    await server.call("accept", { fd: listener });
    await client.call("poll", { fds: [{ fd, events: ["POLLOUT"] }], timeout: 10 });
    observed.stop();
    const story = await storyOf(bench);
    expect(story.filter((line) => !/ (connect_ex|poll|waits)( |$)/.test(line))).toEqual([
      ...listens,
      ...handshake,
      "client.4 → server.3 SYN | client.4 CLOSED→SYN-SENT",
      ...accepts,
      "client.4 → new SYN | new none→SYN-RECEIVED in syn queue of server.3 | server.3 SYN queue 1",
      "new → client.4 SYN-ACK | client.4 SYN-SENT→ESTABLISHED",
      "client.4 → new ACK | new SYN-RECEIVED→ESTABLISHED in accept queue | server.3 SYN queue 0 accept queue 1",
    ]);
  });

  test("has a client that is connected before its server is, where the last ACK finds no room", {
    timeout: SLOW_MS,
  }, async ({ bench }) => {
    const { server, client, listener } = await listening(bench, 1);
    await defersAccept(server, listener);
    // Three are half open at once, and there is room for two.
    const fds = [await tries(client), await tries(client)];
    await defersAccept(server, listener, 0);
    await tries(client);
    for (const fd of fds) await client.call("send", { fd, data: { text: "x" } });
    const story = await storyOf(bench);
    const ofThird = story.filter((line) => line.includes("client.4"));
    // Its data are sent again after a while.
    expect(ofThird.slice(0, 4)).toEqual([
      "client.4 → new SYN | client.4 CLOSED→SYN-SENT | new none→SYN-RECEIVED in syn queue of server.3 | server.3 SYN queue 2",
      "new → client.4 SYN-ACK | client.4 SYN-SENT→ESTABLISHED",
      "client.4 → new ACK",
      "client.4 → new ACK 1 bytes | client.4 unacknowledged 1",
    ]);
  });

  test("keeps a connection half open until its first data: TCP_DEFER_ACCEPT", async ({ bench }) => {
    const { server, client, listener } = await listening(bench);
    await defersAccept(server, listener);
    const fd = await connects(client);
    await client.call("send", { fd, data: { text: "here I am" } });
    await server.call("accept", { fd: listener });
    expect((await storyOf(bench)).filter((line) => !isAckOfData(line))).toEqual([
      ...listens,
      "client connect",
      ...handshake.slice(0, 2),
      "client.3 → server.4 ACK",
      "client waits",
      "client connect returns",
      "client send",
      "client.3 → server.4 ACK 9 bytes | client.3 unacknowledged 9 | server.4 SYN-RECEIVED→ESTABLISHED in accept queue | server.3 SYN queue 0 accept queue 1 | server.4 received 9",
      "client send returns",
      ...accepts,
    ]);
  });

  test("refuses where nobody listens", async ({ bench }) => {
    bench.program("server");
    const client = bench.program("client");
    const fd = await client.socket();
    await client.call("connect_ex", { fd, address: serverAddress });
    await client.call("close", { fd });
    const story = (await storyOf(bench)).filter((line) => !line.endsWith("waits"));
    expect(story).toEqual([
      "client connect_ex",
      "client.3 → nobody SYN | client.3 CLOSED→SYN-SENT",
      "nobody → client.3 RST-ACK | client.3 SYN-SENT→CLOSED",
      "client connect_ex returns",
      "client close",
      "client close returns | client.3 gone",
    ]);
  });

  test("ends by RST at SO_LINGER of no seconds, and where data is left unread", async ({ bench }) => {
    const { server, client, listener } = await listening(bench);
    const [fd, other] = [await connects(client), await connects(client)];
    const { fd: accepted } = await server.call("accept", { fd: listener });
    const { fd: second } = await server.call("accept", { fd: listener });
    await server.call("setsockopt", {
      fd: accepted,
      level: "SOL_SOCKET",
      option: "SO_LINGER",
      value: linger,
    });
    await server.call("close", { fd: accepted });
    await client.call("send", { fd: other, data: { text: "unread" } });
    await server.call("close", { fd: second });
    await client.call("close", { fd });
    const story = (await storyOf(bench)).filter((line) => / (RST|close|send)/.test(line));
    expect(story).toEqual([
      "server close",
      "server.4 → client.3 RST-ACK | server.4 ESTABLISHED→CLOSED gone | client.3 ESTABLISHED→CLOSED",
      "server close returns",
      "client send",
      "client send returns",
      "server close",
      "server.5 → client.4 RST-ACK | server.5 ESTABLISHED→CLOSED gone | client.4 ESTABLISHED→CLOSED",
      "server close returns",
      "client close",
      "client close returns | client.3 gone",
    ]);
  });

  test("goes on in one direction after shutdown of the other", async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, listener } = await listening(bench);
    const fd = await connects(client);
    const { fd: accepted } = await server.call("accept", { fd: listener });
    await client.call("shutdown", { fd, how: "SHUT_WR" });
    await acknowledges(observed, 2);
    await server.call("send", { fd: accepted, data: { text: "late" } });
    await client.call("recv", { fd, bufsize: 100 });
    await server.call("close", { fd: accepted });
    await client.call("close", { fd });
    observed.stop();
    const story = (await storyOf(bench)).slice(connected.length + accepts.length);
    expect(story.filter((line) => !isAckOfData(line))).toEqual([
      "client shutdown",
      "client.3 → server.4 FIN-ACK | client.3 ESTABLISHED→FIN-WAIT-1 | server.4 ESTABLISHED→CLOSE-WAIT",
      "client shutdown returns",
      "server.4 → client.3 ACK | client.3 FIN-WAIT-1→FIN-WAIT-2",
      "server send",
      "server.4 → client.3 ACK 4 bytes | server.4 unacknowledged 4 | client.3 received 4",
      "server send returns",
      "client recv",
      "client recv returns | client.3 received 0",
      "server close",
      "server.4 → client.3 FIN-ACK | server.4 CLOSE-WAIT→LAST-ACK | client.3 FIN-WAIT-2→TIME-WAIT",
      "client.3 → server.4 ACK | server.4 LAST-ACK→CLOSED gone",
      "server close returns",
      "client close",
      "client close returns | client.3 held by none",
    ]);
  });

  test("fills both queues to a closed window, and empties them", { timeout: SLOW_MS }, async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, listener } = await listening(bench);
    const fd = await connects(client);
    const { fd: accepted } = await server.call("accept", { fd: listener });
    const data = { base64: Buffer.alloc(limits.dataBytes).toString("base64") };
    await client.call("settimeout", { fd, timeout: 0 });
    let sent = 0;
    for (let bytes = 1; bytes > 0; sent += bytes)
      bytes = await client.call("send", { fd, data }).then(
        (result) => result.bytes,
        () => 0,
      );
    await observed.until("packet", ({ tcp }) => tcp?.notes.includes("zero-window") === true);
    bench.lab.sockets();
    const queued = (pid: number) => {
      const found = bench.lab
        .sockets()
        .find((socket) => socket.pid === pid && socket.state === "ESTABLISHED");
      return found?.[pid === 1 ? "receiveQueueBytes" : "sendQueueBytes"] ?? 0;
    };
    expect(queued(1) + queued(2)).toBe(sent);
    let taken = 0;
    while (taken < sent)
      taken += (await server.call("recv", { fd: accepted, bufsize: limits.dataBytes })).data.length;
    await acknowledges(observed, sent + 1);
    expect([queued(1), queued(2)]).toEqual([0, 0]);
    observed.stop();
    expect((await storyOf(bench)).filter((line) => line.startsWith("CORRECTED"))).toEqual([]);
  });

  test("takes a listener's connections with it", async ({ bench }) => {
    const { server, client, listener } = await listening(bench);
    await connects(client);
    await server.call("close", { fd: listener });
    expect((await storyOf(bench)).slice(listens.length + 1 + handshake.length + 2)).toEqual([
      "server close",
      "new → client.3 RST-ACK | new in no queue of nobody | server.3 accept queue 0 | new ESTABLISHED→CLOSED gone | client.3 ESTABLISHED→CLOSED",
      "server close returns | server.3 LISTEN→CLOSED gone",
    ]);
  });

  test("counts datagrams, and whose they are", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const bound = await server.bound(serverAddress, { type: "SOCK_DGRAM" });
    const fd = await client.socket({ type: "SOCK_DGRAM" });
    await client.call("connect", { fd, address: serverAddress });
    for (const text of ["one", "second"]) await client.call("send", { fd, data: { text } });
    await server.call("recv", { fd: bound, bufsize: 2 });
    await server.call("recvfrom", { fd: bound, bufsize: 2, flags: ["MSG_PEEK"] });
    await server.call("recvfrom", { fd: bound, bufsize: 20 });
    await server.call("close", { fd: bound });
    await client.call("send", { fd, data: { text: "third" } });
    expect(await storyOf(bench)).toEqual([
      "client connect",
      "client connect returns | client.3 UNCONNECTED→CONNECTED",
      "client send",
      "client.3 → server.3 UDP 3 bytes | server.3 received 3",
      "client send returns",
      "client send",
      "client.3 → server.3 UDP 6 bytes | server.3 received 9",
      "client send returns",
      "server recv",
      "server recv returns | server.3 received 6",
      "server recvfrom",
      "server recvfrom returns",
      "server recvfrom",
      "server recvfrom returns | server.3 received 0",
      "server close",
      "server close returns | server.3 gone",
      "client send",
      "client.3 → nobody UDP 5 bytes",
      "nobody → client.3 port-unreachable",
      "client send returns",
    ]);
  });

  test("has Unix sockets' states, queue and bytes", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const address = { path: "/tmp/derived.sock" };
    const listener = await server.listening(address, { family: "AF_UNIX" });
    const fd = await client.socket({ family: "AF_UNIX" });
    await client.call("connect", { fd, address });
    await client.call("send", { fd, data: { text: "early" } });
    const { fd: accepted } = await server.call("accept", { fd: listener });
    await client.call("send", { fd, data: { text: "more" } });
    await server.call("recv", { fd: accepted, bufsize: 6 });
    for (const closed of [accepted, listener]) await server.call("close", { fd: closed });
    await client.call("close", { fd });
    expect((await storyOf(bench)).filter((line) => line.includes("|"))).toEqual([
      "server listen returns | server.3 UNCONNECTED→LISTEN accept queue 0",
      "client connect returns | client.3 UNCONNECTED→CONNECTED | server.3 accept queue 1",
      "server accept returns | server.4 none→CONNECTED | server.3 accept queue 0 | server.4 received 5",
      "client send returns | server.4 received 9",
      "server recv returns | server.4 received 3",
      "server close returns | server.4 gone",
      "server close returns | server.3 gone",
      "client close returns | client.3 gone",
    ]);
  });
});
