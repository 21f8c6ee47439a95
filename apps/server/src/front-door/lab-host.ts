import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { CallFailure, codedFailure, type Isolation, type NetworkKind } from "@sockpit/protocol";
import { type DescriptorChannel, openDescriptorChannel } from "../between/descriptor-channel.js";
import {
  type FromLabHost,
  type LabHostAnswer,
  type LabHostRequest,
  NETWORK_VARIABLE,
  REASON_VARIABLE,
  type ToLabHost,
  type Upgrade,
} from "../between/messages.js";
import { checkNodeHandle } from "../between/node-handle.js";
import { HandOvers } from "./hand-overs.js";

const entryPoint = fileURLToPath(new URL("../lab-host/main.js", import.meta.url));

/** unshare(1): a user namespace, in which it is root, and a network namespace. No privilege is needed or gained. */
const unshareArguments = ["--user", "--net", "--map-root-user", "--", process.execPath, entryPoint];

/** How long a lab host may take to end by itself before it is killed. */
const END_GRACE_MS = 2000;

interface Waiting {
  resolve(body: LabHostAnswer<LabHostRequest>): void;
  reject(error: unknown): void;
}

/** Hears a stream: its text, then its end, or why it cannot go on. */
export interface StreamListener {
  text(text: string): void;
  end(): void;
  fail(error: unknown): void;
}

/** A lab host that did not come up, and what it said. */
export class LabHostStartError extends Error {
  override readonly name = "LabHostStartError";
}

/** One lab host process: started, asked, and watched. */
export class LabHost {
  readonly network: NetworkKind;
  readonly isolation: Isolation;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #streams = new Map<number, StreamListener>();
  readonly #handOvers: HandOvers;
  #nextId = 1;
  #onLabClosed: (lab: string) => void = () => undefined;

  private constructor(
    child: ChildProcess,
    channel: DescriptorChannel,
    ready: { network: NetworkKind; isolation: Isolation },
  ) {
    this.#child = child;
    this.#handOvers = new HandOvers(channel, (message) => this.#tell(message));
    this.network = ready.network;
    this.isolation = ready.isolation;
    child.on("message", (message: FromLabHost) => this.#receive(message));
    child.once("exit", () => this.#ended());
    /** A message that a dying child no longer takes: its exit, which follows, is what counts. */
    child.on("error", () => undefined);
  }

  /** Starts one. `reason` says why a mapped one is not isolated. Rejects with `LabHostStartError`. */
  static async start(network: NetworkKind, reason?: string): Promise<LabHost> {
    const environment: NodeJS.ProcessEnv = { ...process.env, [NETWORK_VARIABLE]: network };
    if (reason !== undefined) environment[REASON_VARIABLE] = reason;
    const [command, args] =
      network === "isolated" ? ["unshare", unshareArguments] : [process.execPath, [entryPoint]];
    const [ours, theirs] = openDescriptorChannel();
    try {
      const child = spawn(command, args, {
        env: environment,
        serialization: "advanced",
        stdio: ["ignore", "inherit", "pipe", "ipc", theirs.fd],
      });
      if (child.stderr !== null) checkNodeHandle(child.stderr);
      return new LabHost(child, ours, await untilReady(child));
    } catch (error) {
      ours.close();
      throw error;
    } finally {
      theirs.close();
    }
  }

  /** Hears once when the process has ended, however it did. */
  onExit(listener: () => void): void {
    this.#child.once("exit", listener);
  }

  onLabClosed(listener: (lab: string) => void): void {
    this.#onLabClosed = listener;
  }

  /** Asks for something; gives the answer's body. Aborting interrupts what waits in the kernel. */
  request<R extends LabHostRequest>(request: R, signal?: AbortSignal): Promise<LabHostAnswer<R>> {
    const id = this.#nextId++;
    const cancel = () => this.#tell({ type: "cancel", id });
    signal?.addEventListener("abort", cancel, { once: true });
    return new Promise<LabHostAnswer<R>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (body) => resolve(body as LabHostAnswer<R>), reject });
      this.#tell({ type: "request", id, request });
    }).finally(() => {
      this.#waiting.delete(id);
      signal?.removeEventListener("abort", cancel);
    });
  }

  /** Asks for a lab's events as they happen. Returns how to stop hearing. */
  follow(wanted: { lab: string; since: number | undefined }, listener: StreamListener): () => void {
    const id = this.#nextId++;
    this.#streams.set(id, listener);
    this.#tell({ type: "follow", id, ...wanted });
    return () => {
      if (this.#streams.delete(id) && this.#child.connected) this.#tell({ type: "cancel", id });
    };
  }

  /**
   * Gives the TCP socket away. Until that has worked, it is this process's to answer on: `too_many_descriptors`,
   * `lab_host_silent`, `lab_host_lost`.
   */
  handOver(upgrade: Omit<Upgrade, "type" | "id">, socket: Socket): Promise<void> {
    return this.#handOvers.add({ ...upgrade, type: "upgrade", id: this.#nextId++ }, socket);
  }

  /** Ends the process, gently at first. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_GRACE_MS);
    await exited;
    clearTimeout(timer);
  }

  #tell(message: ToLabHost): void {
    if (this.#child.connected) this.#child.send(message);
    else this.#ended();
  }

  #receive(message: FromLabHost): void {
    if (message.type === "labClosed") {
      this.#onLabClosed(message.lab);
      return;
    }
    if (message.type === "ready") return;
    if (message.type === "upgraded") {
      this.#handOvers.answered(message);
      return;
    }
    const stream = this.#streams.get(message.id);
    if (message.type === "text") {
      stream?.text(message.text);
      return;
    }
    this.#streams.delete(message.id);
    if (message.type === "end") {
      stream?.end();
      return;
    }
    if (message.type === "failure") stream?.fail(new CallFailure(message.error));
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === "reply") waiting?.resolve(message.body);
    else waiting?.reject(new CallFailure(message.error));
  }

  #ended(): void {
    const failure = codedFailure(
      "lab_host_lost",
      "The lab host has ended, and this lab with it. Make a new lab.",
    );
    for (const waiting of this.#waiting.values()) waiting.reject(failure);
    this.#waiting.clear();
    for (const stream of this.#streams.values()) stream.fail(failure);
    this.#streams.clear();
    this.#handOvers.end(failure);
  }
}

/** The first message says what the host can offer. Whatever it prints to stderr before that explains a failure. */
function untilReady(child: ChildProcess): Promise<Extract<FromLabHost, { type: "ready" }>> {
  return new Promise((resolve, reject) => {
    let said = "";
    const gather = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stderr?.on("data", gather);
    child.once("message", (message: FromLabHost) => {
      child.stderr?.off("data", gather);
      child.stderr?.pipe(process.stderr, { end: false });
      if (message.type === "ready") resolve(message);
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "ENOENT" ? "unshare(1) was not found; it is part of util-linux" : error.message;
      reject(new LabHostStartError(why));
    });
    child.once("close", () => reject(new LabHostStartError(said.trim() || "it ended without a word")));
  });
}
