import { Connection, type LabKey, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { startMeasuredServer } from "../call-path/bench.js";
import { listen, openLab } from "../looks/open-labs.js";
import { measureRounds, quantile } from "../measure.js";
import { say } from "./say.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;
const CALLS = 1500;
const BYTES = 512 * 1024;
const ROUNDS = 3;

/** What a call takes in one lab, alone and while another one floods: over its wire, and over its loopback. */
export async function measureNeighbour(): Promise<void> {
  const server = await startMeasuredServer();
  const { baseUrl } = server;
  const beside = await openLab(baseUrl);
  const { pid, fd } = await listen(beside);
  const calls = () =>
    measureRounds(CALLS, () => beside.connection.command("getsockname", pid, { params: { fd } }));
  const alone: number[] = [];
  const flooded = { wire: [] as number[], loopback: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(...(await calls()));
    for (const kind of ["loopback", "wire"] as const) {
      const flood = await Flood.begin(baseUrl, kind);
      flooded[kind].push(...(await calls()));
      const rate = await flood.end();
      if (round === 0)
        say(`${kind}: a lab's programs move, calls and record included`, `${rate.toFixed(0)} MB/s`);
    }
  }
  const p50 = (times: number[]) =>
    quantile(
      [...times].sort((a, b) => a - b),
      0.5,
    );
  const p99 = (times: number[]) =>
    quantile(
      [...times].sort((a, b) => a - b),
      0.99,
    );
  say("a call in a lab, alone", `p50 ${p50(alone).toFixed(0)} µs, p99 ${p99(alone).toFixed(0)} µs`);
  for (const [kind, times] of Object.entries(flooded)) {
    const ratio = `${(p50(times) / p50(alone)).toFixed(2)} × at p50`;
    const target = kind === "wire" ? "1.5 ×" : "";
    say(
      `the same, while another lab floods its ${kind}`,
      `${ratio}, p99 ${p99(times).toFixed(0)} µs`,
      target,
    );
  }
  await beside.leave();
  server.end();
}

/** Two programs that send and receive as fast as they can. */
class Flood {
  readonly #rest: RestClient;
  readonly #key: LabKey;
  readonly #connections: readonly Connection[];
  readonly #startedAt = performance.now();
  #received = 0;
  #isEnding = false;
  readonly #done: Promise<unknown>;

  private constructor(rest: RestClient, key: LabKey, { sender, receiver }: { sender: End; receiver: End }) {
    this.#rest = rest;
    this.#key = key;
    this.#connections = [sender.connection, receiver.connection];
    this.#done = Promise.all([this.#send(sender), this.#receive(receiver)]);
  }

  static async begin(baseUrl: string, kind: "wire" | "loopback"): Promise<Flood> {
    const rest = new RestClient({ baseUrl });
    const { lab, token } = await rest.createLab(kind === "wire" ? { hosts: ["a", "b"] } : {});
    const key = { lab: lab.id, token };
    const begin = async (name: string) => {
      const connection = await Connection.open({ baseUrl, key, webSocket });
      const host = kind === "wire" ? { host: name } : {};
      const { pid } = await connection.control("startProcess", { name, ...host });
      return { connection, pid, fd: (await connection.command("socket", pid, { params: {} })).fd };
    };
    const receiver = await begin("b");
    const sender = await begin("a");
    const address = { host: kind === "wire" ? "b" : "127.0.0.1", port: 8088 };
    const { connection, pid, fd } = receiver;
    await connection.command("bind", pid, { params: { fd, address: { ...address, host: "" } } });
    await connection.command("listen", pid, { params: { fd } });
    await sender.connection.command("connect", sender.pid, { params: { fd: sender.fd, address } });
    const accepted = await connection.command("accept", pid, { params: { fd } });
    return new Flood(rest, key, { sender, receiver: { ...receiver, fd: accepted.fd } });
  }

  /** Megabytes a second. */
  async end(): Promise<number> {
    this.#isEnding = true;
    await this.#done;
    const rate = this.#received / 1e3 / (performance.now() - this.#startedAt);
    for (const connection of this.#connections) connection.close();
    await this.#rest.deleteLab(this.#key);
    return rate;
  }

  async #send({ connection, pid, fd }: End): Promise<void> {
    const data = new Uint8Array(BYTES);
    while (!this.#isEnding) await connection.command("sendall", pid, { params: { fd, data } });
    await connection.command("close", pid, { params: { fd } });
  }

  async #receive({ connection, pid, fd }: End): Promise<void> {
    for (;;) {
      const { data } = await connection.command("recv", pid, { params: { fd, bufsize: BYTES } });
      if (data.length === 0) return;
      this.#received += data.length;
    }
  }
}

interface End {
  readonly connection: Connection;
  readonly pid: number;
  readonly fd: number;
}
