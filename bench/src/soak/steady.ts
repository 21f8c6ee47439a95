import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { type Figure, growth, slopeOfMinutes, slopePerMinute } from "./report.js";
import { type Holdings, pause, ServerProcess } from "./server-process.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;

const LABS = 60;
const SOCKETS_PER_LAB = 8;
const VIEWERS = 30;
const ECHO_LOOPS = 32;
const ECHO_INTERVAL_MS = 50;
/** What the programs with an echo loop print first, so that what all labs may keep is used up from the start. */
const PRINTED_BYTES = 6 * 1024 * 1024;
const PIECE_BYTES = 60_000;
const SAMPLE_INTERVAL_MS = 2000;

/** What the compose file lets all processes have. */
const MEMORY_MEBIBYTES = 1024;
const MAX_SLOPE_MEBIBYTES_PER_MINUTE = 0.5;

const address = { host: "127.0.0.1", port: 8088 };

export interface SteadyOptions {
  readonly labHosts: number;
  readonly launcher: readonly string[] | undefined;
}

/** 60 labs of 8 sockets, 30 of them watched, 32 with an echo loop that is followed, for some minutes. */
export async function soakSteady(minutes: number, options: SteadyOptions): Promise<Figure[]> {
  const server = new ServerProcess(options);
  await server.start();
  const rest = new RestClient({ baseUrl: server.baseUrl });
  const open: Connection[] = [];
  let isEnding = false;
  let lost = 0;
  async function connect(key: { lab: string; token: string }): Promise<Connection> {
    const connection = await Connection.open({ baseUrl: server.baseUrl, key, webSocket });
    connection.onClose(() => {
      if (!isEnding) lost += 1;
    });
    open.push(connection);
    return connection;
  }
  const loops: Promise<void>[] = [];
  let rounds = 0;
  const isGoingOn = () => {
    rounds += 1;
    return !isEnding;
  };
  for (let index = 0; index < LABS; index += 1) {
    const { lab, token } = await rest.createLab();
    const key = { lab: lab.id, token };
    const connection = await connect(key);
    const { pid } = await connection.control("startProcess", { name: "program" });
    const fds: number[] = [];
    while (fds.length < SOCKETS_PER_LAB) {
      fds.push((await connection.command("socket", pid, { params: { type: "SOCK_DGRAM" } })).fd);
    }
    if (index < VIEWERS) await (await connect(key)).control("follow", { batch: true });
    if (index >= ECHO_LOOPS) continue;
    await connection.control("follow", { batch: true });
    for (let printed = 0; printed < PRINTED_BYTES; printed += PIECE_BYTES) {
      await connection.control("write", { pid, stream: "stdout", text: "x".repeat(PIECE_BYTES) });
    }
    const [first = 0, second = 0] = fds;
    loops.push(echo(connection, { pid, first, second }, isGoingOn));
  }
  const samples = await sample(server, minutes);
  isEnding = true;
  await Promise.allSettled(loops);
  for (const connection of open) connection.close();
  await server.stop();
  return judge(samples, { lost, rounds, left: server.removeFolder() });
}

async function echo(
  connection: Connection,
  { pid, first, second }: { pid: number; first: number; second: number },
  isGoingOn: () => boolean,
): Promise<void> {
  const data = { text: "x".repeat(64) };
  await connection.command("bind", pid, { params: { fd: first, address } });
  await connection.command("connect", pid, { params: { fd: second, address } });
  while (isGoingOn()) {
    const received = connection.command("recvfrom", pid, { params: { fd: first, bufsize: 64 } });
    await connection.command("send", pid, { params: { fd: second, data } });
    const { address: sender } = await received;
    if (sender === null) throw new Error("a datagram without a sender");
    const answered = connection.command("recv", pid, { params: { fd: second, bufsize: 64 } });
    await connection.command("sendto", pid, { params: { fd: first, data, address: sender } });
    await answered;
    await pause(ECHO_INTERVAL_MS);
  }
}

type Sample = Holdings & { minutes: number };
type HeldField = "descriptors" | "namespaces" | "folders";

async function sample(server: ServerProcess, minutes: number): Promise<Sample[]> {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  for (;;) {
    const now = (performance.now() - startedAt) / 60_000;
    samples.push({ ...server.holdings(), minutes: now });
    if (now >= minutes) return samples;
    await pause(SAMPLE_INTERVAL_MS);
  }
}

function judge(
  samples: readonly Sample[],
  { lost, rounds, left }: { lost: number; rounds: number; left: number },
): Figure[] {
  /** In the first half, heaps grow to what they need. */
  const late = samples.slice(Math.floor(samples.length / 2));
  const peak = Math.max(...samples.map(({ residentMebibytes }) => residentMebibytes));
  const resident = slopeOfMinutes(late.map(({ minutes, residentMebibytes: value }) => ({ minutes, value })));
  const used = slopePerMinute(late.map(({ minutes, usedMebibytes: value }) => ({ minutes, value })));
  /** Below it, what is resident may stay as it is: it goes up and down between collections. */
  const leastResident = resident.slope - 2 * resident.error;
  /** What is open for a moment is in some samples only: what stays open, in all. */
  const least = (field: HeldField, from: readonly Sample[]) => Math.min(...from.map((each) => each[field]));
  const middle = Math.floor(late.length / 2);
  const halves = [late.slice(0, middle + 1), late.slice(middle)] as const;
  const held = (field: HeldField) =>
    growth(`${field}, third and last quarter`, [least(field, halves[0]), least(field, halves[1])]);
  return [
    { what: `echo rounds in ${ECHO_LOOPS} labs`, value: String(rounds), isMet: rounds > ECHO_LOOPS },
    { what: "connections lost", value: String(lost), isMet: lost === 0 },
    { what: "resident memory at most", value: `${peak.toFixed(0)} MiB`, isMet: peak < MEMORY_MEBIBYTES },
    {
      what: "its slope in the second half, ± standard error",
      value: `${resident.slope.toFixed(2)} ± ${resident.error.toFixed(2)} MiB a minute`,
      isMet: leastResident < MAX_SLOPE_MEBIBYTES_PER_MINUTE,
    },
    {
      what: "slope of the memory in use, collected",
      value: `${used.toFixed(2)} MiB a minute`,
      isMet: used < MAX_SLOPE_MEBIBYTES_PER_MINUTE,
    },
    held("descriptors"),
    held("namespaces"),
    held("folders"),
    { what: "folders left after SIGTERM", value: String(left), isMet: left === 0 },
  ];
}
