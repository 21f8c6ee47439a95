/**
 * The well-behaved client, in a process of its own: `node probe-process.js <baseUrl> <port>`. Every 10 ms it sends 64 bytes
 * to and fro between two sockets of a lab of its own, and as often a message to a bare echo of WebSockets at the port, which
 * says how busy the machine is. Asked with a message, it says how that went since it was last asked.
 */
import { once } from "node:events";
import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";

const INTERVAL_MS = 10;
const PAYLOAD = { text: "x".repeat(64) };

/** How echoes went: milliseconds from when each was due, which includes those that came late because one before was slow. */
export interface ProbeFigures {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Of the bare echo, which no attack concerns. */
  readonly controlP99Ms: number;
  readonly errors: readonly string[];
}

/** How long an action took each time, from when it was due. */
class Latencies {
  #doneMs: number[] = [];
  #pendingSince: number | undefined;

  async measureForEver(action: () => Promise<void>): Promise<never> {
    for (let dueAt = performance.now(); ; dueAt += INTERVAL_MS) {
      const early = dueAt - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      this.#pendingSince = dueAt;
      await action();
      this.#doneMs.push(performance.now() - dueAt);
      this.#pendingSince = undefined;
    }
  }

  /** Sorted, with that of what is under way; begins anew. */
  take(): number[] {
    const lateMs = this.#pendingSince === undefined ? 0 : performance.now() - this.#pendingSince;
    const taken = lateMs > INTERVAL_MS ? [...this.#doneMs, lateMs] : this.#doneMs;
    this.#doneMs = [];
    return taken.sort((a, b) => a - b);
  }
}

const [baseUrl = "", controlPort = ""] = process.argv.slice(2);
const rest = new RestClient({ baseUrl });
const probe = new Latencies();
const control = new Latencies();
let errors: string[] = [];

process.on("message", () => {
  process.send?.(figuresOf(probe.take(), control.take()));
  errors = [];
});
process.on("disconnect", () => process.exit(0));
void control.measureForEver(await bareEcho());
await main();

async function main(): Promise<never> {
  for (let isReady = false; ; ) {
    try {
      const echo = await enter();
      if (!isReady) process.send?.("ready");
      isReady = true;
      await probe.measureForEver(echo);
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function enter(): Promise<() => Promise<void>> {
  const { lab, token } = await rest.createLab();
  const webSocket = WebSocket as unknown as WebSocketConstructor;
  const connection = await Connection.open({ baseUrl, key: { lab: lab.id, token }, webSocket });
  const { pid } = await connection.control("startProcess", { name: "probe" });
  const { fds } = await connection.command("socketpair", pid, { params: {} });
  const [near, far] = fds;
  return async () => {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      await connection.command("sendall", pid, { params: { fd: from, data: PAYLOAD } });
      await connection.command("recv", pid, { params: { fd: to, bufsize: 64 } });
    }
  };
}

async function bareEcho(): Promise<() => Promise<void>> {
  const socket = new WebSocket(`ws://127.0.0.1:${controlPort}`, { perMessageDeflate: false });
  await once(socket, "open");
  return async () => {
    const answered = once(socket, "message");
    socket.send(PAYLOAD.text);
    await answered;
  };
}

function figuresOf(latencies: readonly number[], controls: readonly number[]): ProbeFigures {
  return {
    count: latencies.length,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxMs: quantile(latencies, 1),
    controlP99Ms: quantile(controls, 0.99),
    errors,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
