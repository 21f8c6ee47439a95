import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Connection, type LabKey, RestClient } from "@sockpit/client";
import {
  BEARER_PREFIX,
  type CallError,
  CallFailure,
  decodeBinary,
  ErrorBody,
  PROBLEM_TYPE,
  ReplyMessage,
  SUBPROTOCOL,
} from "@sockpit/protocol";
import { WebSocket } from "ws";

const entryPoint = fileURLToPath(new URL("../dist/front-door/main.js", import.meta.url));
const unset = {
  HOST: "",
  PORT: "0",
  SOCKPIT_NETWORK: "",
  SOCKPIT_LAB_HOSTS: "1",
  SOCKPIT_ALLOWED_HOSTS: "",
  SOCKPIT_ALLOW_MAPPED: "",
  SOCKPIT_TRUST_PROXY: "",
  SOCKPIT_LABS_PER_VISITOR: "",
  SOCKPIT_RUN_PYTHON: "",
  SOCKPIT_ACCESS_CODE: "",
  SOCKPIT_OPEN: "",
  SOCKPIT_LAB_IDLE_SECONDS: "",
  SOCKPIT_PING_SECONDS: "",
  SOCKPIT_RECORD_MEBIBYTES: "",
  SOCKPIT_LOG_LEVEL: "",
  SOCKPIT_LOG_FORMAT: "json",
  SOCKPIT_METRICS_PORT: "",
};

/** A front door that has ended, or never came up. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A front door of its own, on a port that the kernel chose. */
export class Server {
  readonly baseUrl: string;
  readonly rest: RestClient;
  readonly process: ChildProcess;
  readonly printed: () => string;

  private constructor(process: ChildProcess, baseUrl: string, printed: () => string) {
    this.process = process;
    this.baseUrl = baseUrl;
    this.printed = printed;
    this.rest = new RestClient({ baseUrl });
  }

  /** `launcher` is what starts Node: a command and its arguments, which end in exec(2). */
  static async start(environment: NodeJS.ProcessEnv = {}, launcher: string[] = []): Promise<Server> {
    const { child, output } = spawnServer(environment, launcher);
    const baseUrl = await new Promise<string>((resolve, reject) => {
      child.stdout?.on("data", () => {
        const url = /^sockpit: (http:\S+).*\n/m.exec(output.stdout)?.[1];
        if (url !== undefined) resolve(url);
      });
      child.once("close", () => reject(new Error(`the server ended: ${output.stderr}`)));
    });
    return new Server(child, baseUrl, () => output.stdout + output.stderr);
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error("the server has no pid");
    return this.process.pid;
  }

  get port(): number {
    return Number(new URL(this.baseUrl).port);
  }

  /** The lab hosts' pids, as the kernel lists this process's children: proc(5). */
  labHosts(): number[] {
    return childrenOf(this.pid);
  }

  async newLab(): Promise<LabKey> {
    const { lab, token } = await this.rest.createLab();
    return { lab: lab.id, token };
  }

  connect(key: LabKey): Promise<Connection> {
    return Connection.open({ baseUrl: this.baseUrl, key, webSocket: WebSocket });
  }

  /** Counts the calls of a lab that begin to wait, from now on. */
  async blockedCalls(key: LabKey): Promise<{ until(count: number): Promise<void>; stop(): void }> {
    const watcher = await this.connect(key);
    let blocked = 0;
    let check = () => {};
    watcher.onEvent((event) => {
      if (event.event === "callBlocked") blocked += 1;
      check();
    });
    await watcher.control("follow", { batch: true });
    return {
      until: (count) =>
        new Promise((resolve) => {
          check = () => blocked >= count && resolve();
          check();
        }),
      stop: () => watcher.close(),
    };
  }

  /** A WebSocket of which the test writes every frame. */
  async rawSocket(key: LabKey): Promise<RawSocket> {
    const url = `${this.baseUrl.replace("http", "ws")}/api/labs/${key.lab}/ws`;
    const socket = new WebSocket(url, [SUBPROTOCOL, BEARER_PREFIX + key.token]);
    await once(socket, "open");
    return new RawSocket(socket);
  }

  /** A REST call of which the test writes every byte. */
  fetch(path: string, init: RequestInit & { key?: LabKey } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (init.key !== undefined) headers.set("authorization", `Bearer ${init.key.token}`);
    return fetch(this.baseUrl + path, { ...init, headers });
  }

  post(path: string, body: string | Uint8Array<ArrayBuffer>, key?: LabKey): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return this.fetch(path, { method: "POST", body, headers, ...(key === undefined ? {} : { key }) });
  }

  /** Ends the server and waits until it and its lab hosts are gone. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const closed = once(this.process, "close");
    this.process.kill(signal);
    await closed;
    return this.process.exitCode;
  }
}

function spawnServer(environment: NodeJS.ProcessEnv, launcher: string[] = []) {
  const [command = process.execPath, ...args] = [...launcher, process.execPath, entryPoint];
  const child = spawn(command, args, {
    env: { ...process.env, ...unset, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    output.stderr += chunk;
  });
  return { child, output };
}

/** Runs a server that is expected to end by itself. */
export async function runServer(environment: NodeJS.ProcessEnv): Promise<Ended> {
  const { child, output } = spawnServer(environment);
  await once(child, "close");
  return { code: child.exitCode, ...output };
}

/** The pids of a process's children: proc(5). */
function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One WebSocket, its messages in the order they came. */
export class RawSocket {
  readonly socket: WebSocket;
  /** Resolves with RFC 6455's close code. */
  readonly closed: Promise<number>;
  readonly #received: { data: Buffer; isBinary: boolean }[] = [];
  readonly #readers: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      this.#received.push({ data, isBinary });
      this.#readers.shift()?.();
    });
  }

  /** Sends a frame and gives the next message that comes. */
  async ask(frame: string | Uint8Array, options: { binary?: boolean } = {}): Promise<unknown> {
    this.socket.send(frame, options);
    return (await this.next()).message;
  }

  async askForError(frame: string | Uint8Array, options: { binary?: boolean } = {}) {
    const reply = ReplyMessage.parse(await this.ask(frame, options));
    if (reply.ok) throw new Error("the call succeeded");
    return reply;
  }

  async next(): Promise<{ message: unknown; isBinary: boolean }> {
    if (this.#received.length === 0) await new Promise<void>((resolve) => this.#readers.push(resolve));
    const first = this.#received.shift();
    if (first === undefined) throw new Error("no message");
    const { data, isBinary } = first;
    return {
      message: isBinary ? decodeBinary(Uint8Array.from(data)) : JSON.parse(data.toString()),
      isBinary,
    };
  }
}

/** The error of a REST answer, whose id must be the one in its header. */
export async function restError(response: Response): Promise<{ status: number; error: CallError }> {
  const problem = ErrorBody.parse(await response.json());
  const { id, error } = problem;
  if (id === "" || id !== response.headers.get("x-request-id")) throw new Error(`the id is ${id}`);
  if (response.headers.get("content-type") !== PROBLEM_TYPE) throw new Error("it is no problem of RFC 9457");
  if (problem.status !== response.status || problem.detail !== error.message)
    throw new Error(`it contradicts itself: ${JSON.stringify(problem)}`);
  return { status: response.status, error };
}

/** The error that a call of the SDK fails with. */
export async function failureOf(call: Promise<unknown>): Promise<CallError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CallFailure) return error.error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** What a process's descriptors are, one that is closed meanwhile left out: `socket:[4711]`, `net:[4026531840]`: proc(5). */
export function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return [];
    }
  });
}
