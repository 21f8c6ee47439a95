import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { codedFailure, type Isolation, type NetworkKind } from "@sockpit/protocol";
import type { HostStats } from "../../between/host-stats.js";
import { log } from "../../between/log.js";
import {
  type FromLabHost,
  type LabHostRequest,
  parseFromLabHost,
  type ToLabHost,
  type Upgrade,
} from "../../between/messages.js";
import { type Answer, Answers, type Caller } from "./answers.js";
import { HandOvers } from "./hand-overs.js";
import { type RunningProcess, type StartOptions, startProcess } from "./lab-host-process.js";
import { Pings } from "./pings.js";
import { sendBody } from "./send-body.js";

/** How long a lab host may take to end by itself before it is killed. */
const END_GRACE_MS = 2000;

/** Which of the lab hosts one is. */
export interface LabHostPlace {
  /** The first character of its labs' ids. */
  readonly code: string;
  /** From 0, among those that may share the machine's loopback. */
  readonly index: number;
}

/** One lab host process: asked, given WebSockets, and watched. */
export class LabHost {
  /** The first character of its labs' ids. */
  readonly code: string;
  readonly network: NetworkKind;
  readonly isolation: Isolation;
  readonly #child: ChildProcess;
  /** Resolves when it has ended and its folder is removed. */
  readonly #removed: Promise<void>;
  readonly #answers: Answers;
  readonly #handOvers: HandOvers;
  readonly #pings: Pings;
  #lastUpgrade = 0;
  #onLabClosed: (lab: string) => void = () => undefined;

  private constructor(code: string, { child, ended, channel, bodies, network, isolation }: RunningProcess) {
    this.code = code;
    this.#child = child;
    this.#removed = ended;
    this.network = network;
    this.isolation = isolation;
    const post = (message: ToLabHost) => this.#post(message);
    this.#answers = new Answers({ post, sendBody: (id, bytes) => sendBody(bodies, id, bytes) });
    this.#handOvers = new HandOvers(channel, post);
    this.#pings = new Pings({ ping: () => post({ type: "ping" }), onSilent: () => this.#killSilent() });
    child.on("message", (message) => this.#receive(message));
    child.once("exit", () => this.#ended());
    /** A message that a dying child no longer takes: its exit, which follows, is what counts. */
    child.on("error", () => undefined);
  }

  /** Starts the one of this place. Rejects with `LabHostStartError`. */
  static async start({ code, index }: LabHostPlace, options: StartOptions): Promise<LabHost> {
    return new LabHost(code, await startProcess({ ...options, index }));
  }

  /** Calls once when the process has ended, however it did. */
  onExit(listener: () => void): void {
    this.#child.once("exit", listener);
  }

  onLabClosed(listener: (lab: string) => void): void {
    this.#onLabClosed = listener;
  }

  /** What its last answer to a ping said; undefined before the first. */
  get stats(): HostStats | undefined {
    return this.#pings.stats;
  }

  /** Whether it has left no ping unanswered but the last. */
  get isAnswering(): boolean {
    return this.#pings.isAnswering;
  }

  /** Asks it how it is. `lab_host_silent`, `lab_host_lost`. */
  check(): Promise<HostStats> {
    return this.#pings.check();
  }

  /** Asks for something; gives the answer as it comes: see `Answers.ask`. */
  ask(request: LabHostRequest, caller?: Caller, onTaken?: () => void): Promise<Answer> {
    return this.#answers.ask(request, caller, onTaken);
  }

  /**
   * Gives the TCP socket away. Until that has worked, it is this process's to answer on: `too_many_descriptors`,
   * `lab_host_silent`, `lab_host_lost`.
   */
  handOver(upgrade: Omit<Upgrade, "type" | "id">, socket: Socket): Promise<void> {
    this.#lastUpgrade += 1;
    return this.#handOvers.add({ ...upgrade, type: "upgrade", id: this.#lastUpgrade }, socket);
  }

  /** Ends the process, gently at first, and removes its files. */
  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_GRACE_MS);
    await this.#removed;
    clearTimeout(timer);
  }

  #post(message: ToLabHost): void {
    if (this.#child.connected) this.#child.send(message);
    else this.#ended();
  }

  #receive(raw: unknown): void {
    this.#pings.noteMessage();
    let message: FromLabHost;
    try {
      message = parseFromLabHost(raw);
    } catch (error) {
      log.error({ labHost: this.code, err: error }, "a lab host sent a message that is none, and is ended");
      this.#child.kill("SIGKILL");
      return;
    }
    if (message.type === "labClosed") this.#onLabClosed(message.lab);
    else if (message.type === "upgraded") this.#handOvers.answered(message);
    else if (message.type === "pong") this.#pings.answered(message.stats);
    else if (message.type !== "ready") this.#answers.receive(message);
  }

  #killSilent(): void {
    log.error({ labHost: this.code }, "a lab host does not answer any more, and is ended");
    this.#child.kill("SIGKILL");
  }

  #ended(): void {
    const failure = codedFailure(
      "lab_host_lost",
      "The lab host has ended, and its labs with it. Make a new lab.",
    );
    this.#answers.end(failure);
    this.#handOvers.end(failure);
    this.#pings.end(failure);
  }
}
