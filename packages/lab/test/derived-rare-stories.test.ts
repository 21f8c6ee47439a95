import { expect } from "vitest";
import {
  connects,
  defersAccept,
  ipv6,
  isAckOfData,
  listening,
  listens,
  runSamples,
  SLOW_MS,
  storyOf,
  tries,
} from "./derivation/two-programs.js";
import { describeOnEachNetwork, describeOnKernel, testOn } from "./support.js";

const itself = { host: "127.0.0.1", port: 3900 };

/** What has changed, and what the kernel says otherwise. */
const isChange = (line: string) => line.includes("|") || line.startsWith("CORRECTED");

/** The states that a socket came to, in order. */
function statesOf(socket: string, story: readonly string[]): string[] {
  return story
    .flatMap((line) => line.split(" | ").slice(1))
    .filter((change) => change.startsWith(`${socket} `))
    .flatMap((change) => /→(\S+)/.exec(change)?.slice(1) ?? []);
}

describeOnEachNetwork("The story of two programs, as it seldom goes,", (test) => {
  test("opens and closes at both ends at once where a socket connects to itself", async ({ bench }) => {
    const program = bench.program("server");
    const fd = await program.socket();
    await program.call("bind", { fd, address: itself });
    await program.call("connect", { fd, address: itself });
    await program.call("shutdown", { fd, how: "SHUT_WR" });
    await program.call("close", { fd });
    expect((await storyOf(bench)).filter(isChange)).toEqual([
      "server.3 → server.3 SYN | server.3 CLOSED→SYN-SENT | server.3 SYN-SENT→SYN-RECEIVED",
      "server.3 → server.3 SYN-ACK | server.3 SYN-RECEIVED→ESTABLISHED",
      "server.3 → server.3 FIN-ACK | server.3 ESTABLISHED→FIN-WAIT-1 | server.3 FIN-WAIT-1→CLOSING",
      "server.3 → server.3 ACK | server.3 CLOSING→TIME-WAIT",
      "server close returns | server.3 held by none",
    ]);
  });

  // A loopback delivers the first FIN before the second call begins: neither end comes to CLOSING.
  test("closes one end after the other where both shut down", async ({ bench }) => {
    const { server, client, listener } = await listening(bench);
    const fd = await connects(client);
    const { fd: accepted } = await server.call("accept", { fd: listener });
    await Promise.all([
      client.call("shutdown", { fd, how: "SHUT_WR" }),
      server.call("shutdown", { fd: accepted, how: "SHUT_WR" }),
    ]);
    const story = await storyOf(bench);
    expect(story.filter((line) => line.startsWith("CORRECTED"))).toEqual([]);
    expect(statesOf("client.3", story)).toEqual([
      "SYN-SENT",
      "ESTABLISHED",
      "FIN-WAIT-1",
      "FIN-WAIT-2",
      "TIME-WAIT",
    ]);
    expect(statesOf("server.4", story)).toEqual([
      "SYN-RECEIVED",
      "ESTABLISHED",
      "CLOSE-WAIT",
      "LAST-ACK",
      "CLOSED",
    ]);
  });

  // The namespace has net.ipv4.tcp_syncookies = 1. A cookie cannot remember TCP_DEFER_ACCEPT.
  test("admits by a cookie who finds the SYN queue full, before who stands in it: TCP_DEFER_ACCEPT", {
    timeout: SLOW_MS,
  }, async ({ bench }) => {
    const { server, client, listener } = await listening(bench, 0);
    await defersAccept(server, listener);
    const first = await tries(client);
    await tries(client);
    await client.call("send", { fd: first, data: { text: "early" } });
    for (let accepted = 0; accepted < 2; accepted += 1) await server.call("accept", { fd: listener });
    const story = (await storyOf(bench)).filter(isChange);
    expect(story.filter((line) => !isAckOfData(line))).toEqual([
      listens[1],
      "client.3 → server.5 SYN | client.3 CLOSED→SYN-SENT | server.5 none→SYN-RECEIVED in syn queue of server.3 | server.3 SYN queue 1",
      "server.5 → client.3 SYN-ACK | client.3 SYN-SENT→ESTABLISHED",
      "client.4 → server.4 SYN | client.4 CLOSED→SYN-SENT",
      "server.4 → client.4 SYN-ACK | client.4 SYN-SENT→ESTABLISHED",
      "client.4 → server.4 ACK | server.4 none→ESTABLISHED in accept queue of server.3 | server.3 accept queue 1",
      "client.3 → server.5 ACK 5 bytes | client.3 unacknowledged 5",
      "server accept returns | server.4 in no queue of nobody | server.3 accept queue 0",
      "client.3 → server.5 ACK 5 bytes | server.5 SYN-RECEIVED→ESTABLISHED in accept queue | server.3 SYN queue 0 accept queue 1 | server.5 received 5",
      "server accept returns | server.5 in no queue of nobody | server.3 accept queue 0",
    ]);
  });
});

describeOnKernel("The story of the samples over IPv6", () => {
  const test = testOn("isolated");

  test("is that over IPv4", async ({ bench }) => {
    await runSamples(bench, ipv6);
  });
});
