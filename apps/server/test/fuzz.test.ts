import { readFileSync } from "node:fs";
import type { Connection } from "@sockpit/client";
import { limits } from "@sockpit/protocol";
import { Random } from "@sockpit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendFuzzedFrames } from "./fuzz/frames.js";
import { FuzzedConnection } from "./fuzz/fuzzed-connection.js";
import { type FuzzedRequest, fuzzedRequest } from "./fuzz/request.js";
import { FuzzedRest } from "./fuzz/rest-calls.js";
import { Server } from "./support.js";

/** `pnpm fuzz [messages] [seed]` sets both. */
const environment: { SOCKPIT_FUZZ_MESSAGES?: string; SOCKPIT_FUZZ_SEED?: string } = process.env;
const messages = Number(environment.SOCKPIT_FUZZ_MESSAGES ?? 3000);
const seed = Number(environment.SOCKPIT_FUZZ_SEED ?? 1);
const isWhole = messages > 3000;

/** Of a hundred messages: REST calls, and connections with broken frames. The rest goes over WebSockets in order. */
const REST_SHARE = 0.08;
const FRAMES_SHARE = 0.02;
const SENDERS = 4;
const LARGEST_KEPT = 40;
const MESSAGES_A_SECOND = 100;

let server: Server;

beforeAll(async () => {
  // Each of some hundred messages gets a lab of its own, faster than one visitor may make them.
  server = await Server.start({ SOCKPIT_LABS_PER_VISITOR: "100000" });
});
/** Stack traces are those of bugs: what the server refuses, it refuses in one line at most. */
afterAll(async () => {
  await server.stop();
  expect(server.printed()).not.toMatch(/unhandled|internal|\bat .*:\d+:\d+/i);
});

test(`${messages} generated messages get a typed error each, and disturb nobody (seed ${seed})`, {
  timeout: 60_000 + (messages / MESSAGES_A_SECOND) * 1000,
}, async () => {
  const hosts = server.labHosts();
  const neighbour = await echoes(server);
  const largest: FuzzedRequest[] = [];
  const sender = async (number: number) => {
    const random = new Random(seed + number);
    const connection = new FuzzedConnection(server);
    for (let count = 0; count < (messages * (1 - REST_SHARE - FRAMES_SHARE)) / SENDERS; count += 1) {
      const request = fuzzedRequest(random, connection.nextId);
      await describing(request, () => connection.send(request));
      if (request.bytes.length > limits.messageBytes) continue;
      largest.push(request);
      largest.sort((a, b) => b.bytes.length - a.bytes.length).length = Math.min(largest.length, LARGEST_KEPT);
    }
    await connection.leave();
  };
  const others = async () => {
    const random = new Random(seed - 1);
    const key = await server.newLab();
    await server.rest.startProcess(key, "rest");
    const rest = await FuzzedRest.of(server);
    for (let count = 0; count < messages * REST_SHARE; count += 1) await rest.call(key, random);
    for (let count = 0; count < messages * FRAMES_SHARE; count += 1) {
      await sendFuzzedFrames(server, key, random);
    }
    await server.rest.deleteLab(key);
  };
  await Promise.all([others(), ...Array.from({ length: SENDERS }, (_, number) => sender(number + 1))]);
  expect(await neighbour.stop()).toBeGreaterThan(0);
  if (isWhole) await printWorst(server, largest);
  expect(server.labHosts()).toEqual(hosts);
  expect((await server.rest.health()).status).toBe("ok");
});

/** A failure says which message it was about. */
async function describing(request: FuzzedRequest, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    const start = Buffer.from(request.bytes.subarray(0, 400)).toString("latin1");
    throw new Error(`${request.encoding}, ${request.bytes.length} bytes: ${JSON.stringify(start)}`, {
      cause: error,
    });
  }
}

/** Somebody else, who sends a byte to and fro in a lab of their own until stopped, and counts how often it came back. */
async function echoes(server: Server): Promise<{ stop(): Promise<number> }> {
  const key = await server.newLab();
  const connection = await server.connect(key);
  const { pid } = await connection.control("startProcess", { name: "echo" });
  const { fds } = await connection.command("socketpair", pid, { params: {} });
  let isStopped = false;
  let count = 0;
  const running = (async () => {
    while (!isStopped) {
      await echo(connection, pid, fds);
      count += 1;
    }
    connection.close();
    await server.rest.deleteLab(key);
  })();
  // Awaited when it is stopped, which a failure of another part may come before.
  running.catch(() => undefined);
  return {
    stop: async () => {
      isStopped = true;
      await running;
      return count;
    },
  };
}

async function echo(connection: Connection, pid: number, [first, second]: [number, number]): Promise<void> {
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    await connection.command("send", pid, { params: { fd: from, data: { text: "x" } } });
    const { data } = await connection.command("recv", pid, { params: { fd: to, bufsize: 1 } });
    expect(data).toEqual(Uint8Array.of(0x78));
  }
}

/** CPU time of a lab host's main thread in ms: schedstat of proc(5). */
function cpuMs(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

/** Sends the largest messages again, alone, and says what the worst costs. */
async function printWorst(server: Server, largest: readonly FuzzedRequest[]): Promise<void> {
  const connection = new FuzzedConnection(server);
  const total = () => server.labHosts().reduce((sum, pid) => sum + cpuMs(pid), 0);
  let worst = { ms: 0, text: "" };
  for (const request of largest) {
    const before = total();
    await connection.send(request);
    const ms = total() - before;
    const start = Buffer.from(request.bytes.subarray(0, 80)).toString("latin1");
    if (ms > worst.ms) worst = { ms, text: `${request.encoding}, ${request.bytes.length} bytes: ${start}` };
  }
  await connection.leave();
  console.log(
    `The worst of the ${largest.length} largest costs ${worst.ms.toFixed(1)} ms of CPU (${worst.text})`,
  );
}
