/**
 * The well-behaved client, in a process of its own: `node probe-process.js <baseUrl> <port>`. Every 10 ms it sends 64 bytes
 * from one socket to another of a lab of its own and receives them, which are two calls. As often it asks a bare echo of WebSockets
 * at the port twice, which says how busy the machine is. Asked with a message, it says how that went since it was last asked.
 */
import { once } from "node:events";
import { Connection, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { newLab } from "./new-lab.js";

const INTERVAL_MS = 10;
const TIMEOUT_MS = 15_000;
const MAX_PENDING = 100;
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

/** How long an action took each time, from when it was due. One that is late delays no other, up to a bound. */
class Latencies {
  #doneMs: number[] = [];
  readonly #pendingSince = new Set<{ readonly dueAt: number }>();

  /** Rejects when the action does. */
  measureForEver(action: () => Promise<void>): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setInterval(() => {
        if (this.#pendingSince.size >= MAX_PENDING) return;
        const pending = { dueAt: performance.now() };
        this.#pendingSince.add(pending);
        action().then(
          () => {
            this.#pendingSince.delete(pending);
            this.#doneMs.push(performance.now() - pending.dueAt);
          },
          (error: unknown) => {
            clearInterval(timer);
            this.#pendingSince.clear();
            reject(error);
          },
        );
      }, INTERVAL_MS);
    });
  }

  /** Sorted, with how long what is under way has taken so far; begins anew. */
  take(): number[] {
    const now = performance.now();
    const late = [...this.#pendingSince].map(({ dueAt }) => now - dueAt).filter((ms) => ms > INTERVAL_MS);
    const taken = [...this.#doneMs, ...late];
    this.#doneMs = [];
    return taken.sort((a, b) => a - b);
  }
}

const [baseUrl = "", controlPort = ""] = process.argv.slice(2);
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
  const key = await newLab(baseUrl, TIMEOUT_MS);
  const webSocket = WebSocket as unknown as WebSocketConstructor;
  const connection = await Connection.open({ baseUrl, key, webSocket });
  const { pid } = await connection.control("startProcess", { name: "probe" });
  const { fds } = await connection.command("socketpair", pid, { params: { type: "SOCK_DGRAM" } });
  const [near, far] = fds;
  return async () => {
    await connection.command("sendall", pid, { params: { fd: near, data: PAYLOAD } });
    await connection.command("recv", pid, { params: { fd: far, bufsize: 64 } });
  };
}

async function bareEcho(): Promise<() => Promise<void>> {
  const socket = new WebSocket(`ws://127.0.0.1:${controlPort}`, { perMessageDeflate: false });
  await once(socket, "open");
  const waiting: (() => void)[] = [];
  socket.on("message", () => waiting.shift()?.());
  const ask = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      socket.send(PAYLOAD.text);
    });
  return async () => {
    await ask();
    await ask();
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
