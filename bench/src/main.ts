/**
 * `pnpm bench`: what a socket call costs over the WebSocket, as a ratio to a bare `ws` echo in the same run.
 * Times differ from machine to machine; the ratio is what to compare.
 */
import { fileURLToPath } from "node:url";
import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { measureRounds, quantile } from "./measure.js";
import { startServer } from "./start-server.js";

const ROUNDS = 3000;
const webSocket = WebSocket as unknown as WebSocketConstructor;

const echo = await startServer(fileURLToPath(new URL("./echo-server.js", import.meta.url)), /on (\d+)/);
const server = await startServer(
  fileURLToPath(new URL("../../apps/server/dist/front-door/main.js", import.meta.url)),
  /http:\/\/[\d.]+:(\d+)/,
);
const baseUrl = `http://127.0.0.1:${server.port}`;
const rest = new RestClient({ baseUrl });
const { lab, token } = await rest.createLab();
const key = { lab: lab.id, token };
const connection = await Connection.open({ baseUrl, key, webSocket });
const { pid } = await connection.control("startProcess", { name: "bench" });

const results = new Map<string, number[]>();
results.set("bare ws echo", await measureEcho());
results.set("a call that need not wait (getsockname)", await measureGetsockname());
results.set("send and recv over a TCP connection", await measureExchange());
results.set("the same call over REST", await measureRest());
report();

connection.close();
await rest.deleteLab(key);
for (const { child } of [echo, server]) child.kill("SIGTERM");

async function measureEcho(): Promise<number[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${echo.port}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once("open", resolve));
  const message = JSON.stringify({ id: 1, command: "getsockname", pid: 1, params: { fd: 3 } });
  const times = await measureRounds(ROUNDS, () => {
    const answered = new Promise((resolve) => socket.once("message", resolve));
    socket.send(message);
    return answered;
  });
  socket.close();
  return times;
}

async function measureGetsockname(): Promise<number[]> {
  const { fd } = await connection.command("socket", pid, { params: {} });
  return measureRounds(ROUNDS, () => connection.command("getsockname", pid, { params: { fd } }));
}

async function measureExchange(): Promise<number[]> {
  const { fd: listener } = await connection.command("socket", pid, { params: {} });
  const address = { host: "127.0.0.1", port: 8088 };
  await connection.command("bind", pid, { params: { fd: listener, address } });
  await connection.command("listen", pid, { params: { fd: listener } });
  const { fd: client } = await connection.command("socket", pid, { params: {} });
  await connection.command("connect", pid, { params: { fd: client, address } });
  const { fd: accepted } = await connection.command("accept", pid, { params: { fd: listener } });
  const data = new TextEncoder().encode("hello");
  return measureRounds(ROUNDS, async () => {
    await connection.command("send", pid, { params: { fd: client, data } });
    await connection.command("recv", pid, { params: { fd: accepted, bufsize: 1024 } });
  });
}

async function measureRest(): Promise<number[]> {
  const { fd } = await connection.command("socket", pid, { params: {} });
  return measureRounds(ROUNDS / 10, () => rest.command(key, "getsockname", { pid, params: { fd } }));
}

function report(): void {
  const base = quantile(results.get("bare ws echo") ?? [], 0.5);
  console.log(
    `\n${"what".padEnd(44)}${"median µs".padStart(10)}${"p95 µs".padStart(10)}${"× echo".padStart(8)}`,
  );
  for (const [name, times] of results) {
    const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
    const cells = [
      median.toFixed(0).padStart(10),
      p95.toFixed(0).padStart(10),
      (median / base).toFixed(2).padStart(8),
    ];
    console.log(name.padEnd(44) + cells.join(""));
  }
}
