/**
 * The well-behaved client, in a process of its own: `node probe-process.js <baseUrl> <port>`. Every 10 ms it sends 64 bytes
 * from one socket to another of a lab of its own and receives them, which are two calls. As often it asks a bare echo of WebSockets
 * at the port twice, which says how busy the machine is. Asked with a message, it says how that went since it was last asked.
 */
import { Connection, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { bareEcho } from "./bare-echo.js";
import { Latencies, type LatencyFigures } from "./latencies.js";
import { newLab } from "./new-lab.js";

const TIMEOUT_MS = 15_000;
const PAYLOAD = { text: "x".repeat(64) };

/** How echoes went in the lab. */
export interface ProbeFigures extends LatencyFigures {
  /** Of the bare echo, which no attack concerns. */
  readonly controlP99Ms: number;
  readonly errors: readonly string[];
}

const [baseUrl = "", controlPort = ""] = process.argv.slice(2);
const probe = new Latencies();
const control = new Latencies();
let errors: string[] = [];

process.on("message", () => {
  const figures: ProbeFigures = { ...probe.take(), controlP99Ms: control.take().p99Ms, errors };
  process.send?.(figures);
  errors = [];
});
process.on("disconnect", () => process.exit(0));
void control.measureForEver(await bareEcho(controlPort));
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
