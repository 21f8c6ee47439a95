import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type Bench, keptEvents, type Observed, type Program, serverAddress } from "../support.js";
import { storyLines } from "./story-lines.js";

/** Where the server listens. */
type Place = { readonly family: "AF_INET" | "AF_INET6"; readonly address: { host: string; port: number } };

export const ipv4: Place = { family: "AF_INET", address: serverAddress };
export const ipv6: Place = { family: "AF_INET6", address: { host: "::1", port: 8088 } };

/** The kernel's own timers take their time: the first SYN is sent again after a second. */
export const SLOW_MS = 20_000;
/** A difference from the kernel's view counts where two looks so far apart show it. */
const BETWEEN_LOOKS_MS = 25;

/** The story, once the kernel has had the chance to contradict it; without what programs do alone: socket, bind, options. */
export async function storyOf(bench: Bench): Promise<string[]> {
  bench.lab.sockets();
  await sleep(BETWEEN_LOOKS_MS);
  bench.lab.sockets();
  return storyLines(keptEvents(bench.lab)).filter(
    (line) => !/ (socket|bind|settimeout|setsockopt)( |$)/.test(line),
  );
}

/** The kernel delays an ACK of data as it likes: RFC 9293 §3.8.6.3. */
export const isAckOfData = (line: string) => /→ \S+ ACK \| \S+ unacknowledged 0$/.test(line);

export async function listening(
  bench: Bench,
  backlog = 5,
  { family, address } = ipv4,
): Promise<{ server: Program; client: Program; listener: number }> {
  const server = bench.program("server");
  const client = bench.program("client");
  const listener = await server.socket({ family });
  await server.call("bind", { fd: listener, address });
  await server.call("listen", { fd: listener, backlog });
  return { server, client, listener };
}

export async function connects(program: Program, { family, address } = ipv4): Promise<number> {
  const fd = await program.socket({ family });
  await program.call("connect", { fd, address });
  return fd;
}

/** TCP_DEFER_ACCEPT: who connects is accepted with the first data, or, where it is 0 seconds, at once. */
export async function defersAccept(server: Program, listener: number, seconds = 30): Promise<void> {
  const option = { level: "IPPROTO_TCP", option: "TCP_DEFER_ACCEPT", value: seconds } as const;
  await server.call("setsockopt", { fd: listener, ...option });
}

/** A connection that does not wait for its handshake. */
export async function tries(program: Program): Promise<number> {
  const fd = await program.socket();
  await program.call("settimeout", { fd, timeout: 0 });
  await program.call("connect_ex", { fd, address: serverAddress });
  return fd;
}

/** A segment without data that no call brings about, and that has this much of the other end's. */
export function acknowledges(observed: Observed, relativeAck: number, count = 1): Promise<unknown> {
  let seen = 0;
  return observed.until("packet", ({ tcp }) => {
    if (tcp?.relativeAck === relativeAck && tcp.payloadBytes === 0) seen += 1;
    return seen >= count;
  });
}

export const listens = [
  "server listen",
  "server listen returns | server.3 CLOSED→LISTEN SYN queue 0 accept queue 0",
];
export const handshake = [
  "client.3 → server.4 SYN | client.3 CLOSED→SYN-SENT | server.4 none→SYN-RECEIVED in syn queue of server.3 | server.3 SYN queue 1",
  "server.4 → client.3 SYN-ACK | client.3 SYN-SENT→ESTABLISHED",
  "client.3 → server.4 ACK | server.4 SYN-RECEIVED→ESTABLISHED in accept queue | server.3 SYN queue 0 accept queue 1",
];
export const connected = [
  ...listens,
  "client connect",
  ...handshake,
  "client waits",
  "client connect returns",
];
export const accepts = [
  "server accept",
  "server accept returns | server.4 in no queue of nobody | server.3 accept queue 0",
];

/** The two sample programs, and what is expected of them. */
export async function runSamples(bench: Bench, place = ipv4): Promise<void> {
  const observed = bench.observe();
  const { server, client, listener } = await listening(bench, 5, place);
  const { outcome } = await server.waiting("accept", { fd: listener });
  const fd = await connects(client, place);
  const { fd: accepted } = await outcome;
  const receiving = await server.waiting("recv", { fd: accepted, bufsize: 1024 });
  await client.call("send", { fd, data: { text: "hello, server" } });
  await receiving.outcome;
  const answered = await client.waiting("recv", { fd, bufsize: 1024 });
  await server.call("send", { fd: accepted, data: { text: "hello, client" } });
  await answered.outcome;
  await acknowledges(observed, 14, 2);
  await server.call("close", { fd: accepted });
  await acknowledges(observed, 15);
  observed.stop();
  await server.call("close", { fd: listener });
  await client.call("close", { fd });
  const story = await storyOf(bench);
  const ackOfFin = "client.3 → server.4 ACK | server.4 FIN-WAIT-1→FIN-WAIT-2";
  const isLate = (line: string) => line === ackOfFin || isAckOfData(line);
  expect(story.filter(isLate)).toEqual([
    "server.4 → client.3 ACK | client.3 unacknowledged 0",
    "client.3 → server.4 ACK | server.4 unacknowledged 0",
    ackOfFin,
  ]);
  expect(story.filter((line) => !isLate(line))).toEqual([
    ...listens,
    "server accept",
    "server waits",
    "client connect",
    ...handshake,
    "client waits",
    "client connect returns",
    "server accept returns | server.4 in no queue of nobody | server.3 accept queue 0",
    "server recv",
    "server waits",
    "client send",
    "client.3 → server.4 ACK 13 bytes | client.3 unacknowledged 13 | server.4 received 13",
    "client send returns",
    "server recv returns | server.4 received 0",
    "client recv",
    "client waits",
    "server send",
    "server.4 → client.3 ACK 13 bytes | server.4 unacknowledged 13 | client.3 received 13",
    "server send returns",
    "client recv returns | client.3 received 0",
    "server close",
    "server.4 → client.3 FIN-ACK | server.4 ESTABLISHED→FIN-WAIT-1 | client.3 ESTABLISHED→CLOSE-WAIT",
    "server close returns | server.4 held by none",
    "server close",
    "server close returns | server.3 LISTEN→CLOSED gone",
    "client close",
    "client.3 → server.4 FIN-ACK | client.3 CLOSE-WAIT→LAST-ACK | server.4 FIN-WAIT-2→TIME-WAIT",
    "server.4 → client.3 ACK | client.3 LAST-ACK→CLOSED gone",
    "client close returns",
  ]);
}
