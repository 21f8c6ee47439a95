/**
 * `pnpm bench looks [section]`: what it costs the lab host to see its sockets and packets. Times are CPU time of the lab host but
 * for labs, where they are what a client waits. SOCKPIT_BENCH_SERVER: the file of another version's server.
 */
import { RestClient } from "@sockpit/client";
import { startMeasuredServer } from "./call-path/bench.js";
import { cpuSecondsBelow } from "./cpu-time.js";
import { FollowedLabs } from "./looks/followed-labs.js";
import { address, listen, type OpenLab, openLab, pause } from "./looks/open-labs.js";
import { quantile } from "./measure.js";

/** Sockets that one process may have, with a margin. */
const PER_PROCESS = 200;

const server = await startMeasuredServer();
const { baseUrl, pid: serverPid } = server;
const rest = new RestClient({ baseUrl });

async function measureWaiting(): Promise<void> {
  const labs = new FollowedLabs(server);
  for (const count of [30, 120, 250]) {
    await labs.growTo(count);
    say(
      `${count} followed labs that wait in accept`,
      `${(await labs.restingShare()).toFixed(1)} % of a core`,
    );
  }
  await labs.end();
}

async function measureLooks(): Promise<void> {
  for (const count of [10, 1000]) {
    const lab = await openLab(baseUrl);
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
  const lab = await openLab(baseUrl);
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
  const beside = await openLab(baseUrl);
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
server.end();
