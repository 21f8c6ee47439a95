import { Connection, type LabKey, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { startMeasuredServer } from "../call-path/bench.js";
import { openLab, pause } from "../looks/open-labs.js";
import { measureRounds, quantile } from "../measure.js";
import { say } from "./say.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;
const CALLS = 3000;
const BYTES = 512 * 1024;
const ROUNDS = 3;
/** Until TCP has found its pace. */
const FLOODS_BEFORE_MS = 1000;

const networks = ["loopback", "wire"] as const;
type Network = (typeof networks)[number];

/**
 * What a call takes in labs with and without a wire, alone and while another lab floods: over its wire, and over its loopback. The
 * server has two lab hosts for labs of each kind; last, one, in which the flood is beside the call.
 */
export async function measureNeighbour(): Promise<void> {
  await measureBeside({ labHosts: 2, besides: networks, floods: networks });
  await measureBeside({ labHosts: 1, besides: ["wire"], floods: ["wire"] });
}

interface Measured {
  readonly labHosts: number;
  readonly besides: readonly Network[];
  readonly floods: readonly Network[];
}

async function measureBeside({ labHosts, besides, floods }: Measured): Promise<void> {
  const { baseUrl, end } = await startMeasuredServer({ labHosts });
  const labs: { network: Network; lab: Beside }[] = [];
  for (const network of besides) labs.push({ network, lab: await Beside.open(baseUrl, network) });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { lab } of labs) await lab.measure("alone");
    for (const network of floods) {
      const flood = await Flood.begin(baseUrl, network);
      await pause(FLOODS_BEFORE_MS);
      for (const { lab } of labs) await lab.measure(network);
      const rate = await flood.end();
      if (round === 0 && labHosts > 1)
        say(`${network}: a lab's programs move, calls and record included`, `${rate.toFixed(0)} MB/s`);
    }
  }
  for (const { network, lab } of labs) {
    report({
      where: `a call in a lab ${network === "wire" ? "with" : "without"} a wire`,
      lab,
      floods,
      labHosts,
    });
    await lab.leave();
  }
  end();
}

interface Reported {
  readonly where: string;
  readonly lab: Beside;
  readonly floods: readonly Network[];
  readonly labHosts: number;
}

function report({ where, lab: { times }, floods, labHosts }: Reported): void {
  const aloneUs = quantileOf(times.alone, 0.5);
  if (labHosts > 1) say(`${where}, alone`, `p50 ${aloneUs} µs, p99 ${quantileOf(times.alone, 0.99)} µs`);
  for (const flood of floods) {
    const flooding = labHosts > 1 ? "another lab floods" : "a lab of the same lab host floods";
    const ratio = quantileOf(times[flood], 0.5) / aloneUs;
    const target = flood === "wire" && labHosts > 1 ? "1.5 ×" : "";
    const measured = `${ratio.toFixed(2)} × at p50, p99 ${quantileOf(times[flood], 0.99)} µs`;
    say(`${where}, while ${flooding} its ${flood}`, measured, target);
  }
}

function quantileOf(times: readonly number[], share: number): number {
  return Math.round(
    quantile(
      [...times].sort((a, b) => a - b),
      share,
    ),
  );
}

/** A lab whose calls are measured. */
class Beside {
  readonly times: Record<"alone" | Network, number[]> = { alone: [], loopback: [], wire: [] };
  readonly leave: () => Promise<void>;
  readonly #call: () => Promise<unknown>;

  private constructor(call: () => Promise<unknown>, leave: () => Promise<void>) {
    this.#call = call;
    this.leave = leave;
  }

  static async open(baseUrl: string, network: Network): Promise<Beside> {
    const { connection, leave } = await openLab(baseUrl, ofNetwork(network));
    const { pid } = await connection.control("startProcess", { name: "beside", ...onHost(network, "a") });
    const { fd } = await connection.command("socket", pid, { params: {} });
    return new Beside(() => connection.command("getsockname", pid, { params: { fd } }), leave);
  }

  async measure(during: "alone" | Network): Promise<void> {
    this.times[during].push(...(await measureRounds(CALLS, this.#call)));
  }
}

/** What a lab is made with. */
function ofNetwork(network: Network): { hosts?: string[] } {
  return network === "wire" ? { hosts: ["a", "b"] } : {};
}

function onHost(network: Network, host: string): { host?: string } {
  return network === "wire" ? { host } : {};
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

  static async begin(baseUrl: string, network: Network): Promise<Flood> {
    const rest = new RestClient({ baseUrl });
    const { lab, token } = await rest.createLab(ofNetwork(network));
    const key = { lab: lab.id, token };
    const begin = async (name: string) => {
      const connection = await Connection.open({ baseUrl, key, webSocket });
      const { pid } = await connection.control("startProcess", { name, ...onHost(network, name) });
      return { connection, pid, fd: (await connection.command("socket", pid, { params: {} })).fd };
    };
    const receiver = await begin("b");
    const sender = await begin("a");
    const address = { host: network === "wire" ? "b" : "127.0.0.1", port: 8088 };
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
