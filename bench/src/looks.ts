/**
 * `pnpm bench looks [section]`: what it costs the lab host to see its sockets and packets. Times are CPU time of the lab host but
 * for labs, where they are what a client waits. SOCKPIT_BENCH_SERVER: the file of another version's server.
 */
import { fileURLToPath } from "node:url";
import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { cpuSecondsBelow } from "./cpu-time.js";
import { quantile } from "./measure.js";
import { startServer } from "./start-server.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;
const ours = fileURLToPath(new URL("../../apps/server/dist/front-door/main.js", import.meta.url));
/** One lab host, so that its share of a core is that of all labs; every lab is of one visitor here. */
const environment = { SOCKPIT_LAB_HOSTS: "1", SOCKPIT_LABS_PER_VISITOR: "256", SOCKPIT_LOG_LEVEL: "warn" };
const address = { host: "127.0.0.1", port: 8088 };
/** Sockets that one process may have, with a margin. */
const PER_PROCESS = 200;

const server = await startServer(
  process.env["SOCKPIT_BENCH_SERVER"] ?? ours,
  /http:\/\/[\d.]+:(\d+)/,
  environment,
);
const serverPid = server.child.pid ?? 0;
const baseUrl = `http://127.0.0.1:${server.port}`;
const rest = new RestClient({ baseUrl });

/** One lab, and the connection of somebody in it. */
async function openLab() {
  const { lab, token } = await rest.createLab();
  const key = { lab: lab.id, token };
  const connection = await Connection.open({ baseUrl, key, webSocket });
  const leave = async () => {
    connection.close();
    await rest.deleteLab(key);
  };
  return { key, connection, leave };
}

type OpenLab = Awaited<ReturnType<typeof openLab>>;

async function listen({ connection }: OpenLab): Promise<{ pid: number; fd: number }> {
  const { pid } = await connection.control("startProcess", { name: "server" });
  const { fd } = await connection.command("socket", pid, { params: {} });
  await connection.command("bind", pid, { params: { fd, address } });
  await connection.command("listen", pid, { params: { fd, backlog: 4096 } });
  return { pid, fd };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Share of a core, in percent, that the lab host takes in a quiet time. */
async function restingShare(seconds: number): Promise<number> {
  const before = cpuSecondsBelow(serverPid);
  const startedAt = performance.now();
  await pause(seconds * 1000);
  return (100 * (cpuSecondsBelow(serverPid) - before)) / ((performance.now() - startedAt) / 1000);
}

async function measureWaiting(): Promise<void> {
  const open: OpenLab[] = [];
  for (const count of [30, 120, 250]) {
    while (open.length < count) {
      const lab = await openLab();
      open.push(lab);
      const { pid, fd } = await listen(lab);
      await lab.connection.control("follow", {});
      lab.connection.command("accept", pid, { params: { fd } }).catch(() => undefined);
    }
    await pause(2000);
    say(`${count} followed labs that wait in accept`, `${(await restingShare(10)).toFixed(1)} % of a core`);
  }
  for (const lab of open) await lab.leave();
}

async function measureLooks(): Promise<void> {
  for (const count of [10, 1000]) {
    const lab = await openLab();
    const { connection, key } = lab;
    for (let made = 0; made < count; made += PER_PROCESS) {
      const { pid } = await connection.control("startProcess", { name: "sockets" });
      for (let index = made; index < Math.min(made + PER_PROCESS, count); index += 1) {
        const { fd } = await connection.command("socket", pid, { params: {} });
        await connection.command("bind", pid, { params: { fd, address: { host: "127.0.0.1", port: 0 } } });
        await connection.command("listen", pid, { params: { fd } });
      }
    }
    await connection.control("follow", {});
    const looks = 100;
    for (let done = 0; done < 20; done += 1) await rest.sockets(key);
    const before = cpuSecondsBelow(serverPid);
    for (let done = 0; done < looks; done += 1) await rest.sockets(key);
    const eachMs = (1000 * (cpuSecondsBelow(serverPid) - before)) / looks;
    say(`GET …/sockets with ${count} sockets`, `${eachMs.toFixed(2)} ms`);
    await lab.leave();
  }
}

/** Connections that nobody accepts, and what each of the next ones costs. */
async function measureFlows(): Promise<void> {
  const lab = await openLab();
  const { connection } = lab;
  await listen(lab);
  let made = 0;
  let pid = 0;
  const connect = async (count: number) => {
    for (const end = made + count; made < end; made += 1) {
      if (made % PER_PROCESS === 0) pid = (await connection.control("startProcess", { name: "client" })).pid;
      const { fd } = await connection.command("socket", pid, { params: {} });
      await connection.command("connect", pid, { params: { fd, address } });
    }
  };
  for (const count of [100, 1000, 1900]) {
    await connect(count - made);
    const before = cpuSecondsBelow(serverPid);
    await connect(100);
    const eachMs = (1000 * (cpuSecondsBelow(serverPid) - before)) / 100;
    say(`socket and connect beside ${count} unaccepted connections`, `${eachMs.toFixed(2)} ms`);
  }
  await lab.leave();
}

/** What clients wait for, also somebody in another lab meanwhile. */
async function measureLabs(): Promise<void> {
  const beside = await openLab();
  const { pid, fd } = await listen(beside);
  const times = { create: [] as number[], remove: [] as number[], call: [] as number[] };
  const timed = async (into: number[], action: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await action();
    into.push(performance.now() - startedAt);
  };
  let isDone = false;
  const probing = (async () => {
    while (!isDone) {
      await timed(times.call, () => beside.connection.command("getsockname", pid, { params: { fd } }));
      await pause(1);
    }
  })();
  for (let done = 0; done < 200; done += 1) {
    let key: OpenLab["key"] | undefined;
    await timed(times.create, async () => {
      const { lab, token } = await rest.createLab();
      key = { lab: lab.id, token };
    });
    if (key === undefined) continue;
    const last = key;
    await timed(times.remove, () => rest.deleteLab(last));
  }
  isDone = true;
  await probing;
  for (const [name, values] of Object.entries(times)) {
    values.sort((a, b) => a - b);
    const [p50, p99] = [quantile(values, 0.5), quantile(values, 0.99)];
    const what = { create: "create a lab", remove: "close a lab", call: "a call in another lab meanwhile" };
    say(what[name as keyof typeof what], `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  }
  await beside.leave();
}

function say(what: string, figure: string): void {
  console.log(what.padEnd(58) + figure);
}

const sections = { labs: measureLabs, looks: measureLooks, flows: measureFlows, waiting: measureWaiting };
const [only] = process.argv.slice(2);
for (const [name, measure] of Object.entries(sections)) {
  if (only === undefined || only === name) await measure();
}
server.child.kill("SIGTERM");
