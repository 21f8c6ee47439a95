import { BEARER_PREFIX, encodeBinary, SUBPROTOCOL } from "@sockpit/protocol";
import { createLab, deleteLab, http, type Key } from "./http.js";
import { idOfSuccess, resultOf } from "./replies.js";
import { WireClient } from "./wire-client.js";

/** A TCP connection inside a lab: what `client` sends, `accepted` receives. */
export interface Pair {
  readonly client: number;
  readonly accepted: number;
}

/** A call that is made many times: its message as the SDK writes it, MessagePack with bytes as bytes. */
export interface BenchCall {
  /** Below 128, and not of another call that is under way. */
  readonly id: number;
  readonly message: Uint8Array;
}

const FIRST_PORT = 8088;
/** Ids of calls that are measured begin behind it. */
const SET_UP_ID = 0;

/** A lab of the benchmark's own, with one program in it, and one WebSocket on which its calls are made. */
export class BenchLab {
  readonly #baseUrl: string;
  readonly #key: Key;
  readonly #wire: WireClient;
  readonly #waiting: ((reply: Buffer) => void)[] = [];
  #pid = 0;
  #calls = 0;
  #nextPort = FIRST_PORT;

  private constructor(baseUrl: string, key: Key, wire: WireClient) {
    this.#baseUrl = baseUrl;
    this.#key = key;
    this.#wire = wire;
    wire.receive((reply) => this.#waiting[idOfSuccess(reply)]?.(reply));
  }

  static async open(baseUrl: string): Promise<BenchLab> {
    const key = await createLab(baseUrl);
    const lab = new BenchLab(baseUrl, key, await connect(baseUrl, key));
    const message = encodeBinary({ id: SET_UP_ID, control: "startProcess", params: { name: "bench" } });
    lab.#pid = resultOf<{ pid: number }>(await lab.reply({ id: SET_UP_ID, message })).pid;
    return lab;
  }

  /** `id`: that of a call in whose place this one is made. */
  prepare(command: string, params: object, id = this.#newId()): BenchCall {
    return { id, message: encodeBinary({ id, command, pid: this.#pid, params }) };
  }

  /** Makes a call, and resolves with its reply; the process ends where the call has failed. */
  reply({ id, message }: BenchCall): Promise<Buffer> {
    this.#wire.send(message);
    return new Promise((resolve) => {
      this.#waiting[id] = resolve;
    });
  }

  async socket(): Promise<number> {
    return (await this.call<{ fd: number }>("socket", {})).fd;
  }

  async pair(): Promise<Pair> {
    const address = { host: "127.0.0.1", port: this.#nextPort };
    this.#nextPort += 1;
    const listener = await this.socket();
    await this.call("bind", { fd: listener, address });
    await this.call("listen", { fd: listener });
    const client = await this.socket();
    await this.call("connect", { fd: client, address });
    const { fd: accepted } = await this.call<{ fd: number }>("accept", { fd: listener });
    await this.call("close", { fd: listener });
    return { client, accepted };
  }

  /** A second connection in this lab, which follows it as a page does, and throws away what comes. */
  async follow(): Promise<WireClient> {
    const viewer = await connect(this.#baseUrl, this.#key);
    const message = JSON.stringify({ id: SET_UP_ID, control: "follow", params: { batch: true } });
    const { ok } = JSON.parse((await viewer.exchange(message)).toString()) as { ok: boolean };
    if (!ok) throw new Error("the lab cannot be followed");
    viewer.receive(() => undefined);
    return viewer;
  }

  /** Makes a call with params of its own; one of these at a time. */
  async call<R>(command: string, params: object): Promise<R> {
    const message = encodeBinary({ id: SET_UP_ID, command, pid: this.#pid, params });
    return resultOf<R>(await this.reply({ id: SET_UP_ID, message }));
  }

  /** As `call`, of a control of the program. */
  async control<R>(control: string, params: object): Promise<R> {
    const message = encodeBinary({ id: SET_UP_ID, control, params: { pid: this.#pid, ...params } });
    return resultOf<R>(await this.reply({ id: SET_UP_ID, message }));
  }

  /** Makes a call over REST. */
  callOverRest(command: string, params: object): Promise<string> {
    const body = JSON.stringify({ pid: this.#pid, ...params });
    const { lab, token } = this.#key;
    return http(`${this.#baseUrl}/api/labs/${lab}/commands/${command}`, { method: "POST", token, body });
  }

  async close(): Promise<void> {
    await this.#wire.close();
    await deleteLab(this.#baseUrl, this.#key);
  }

  #newId(): number {
    this.#calls += 1;
    return this.#calls;
  }
}

function connect(baseUrl: string, { lab, token }: Key): Promise<WireClient> {
  const url = `${baseUrl.replace("http", "ws")}/api/labs/${lab}/ws`;
  return WireClient.open(url, [SUBPROTOCOL, BEARER_PREFIX + token]);
}
