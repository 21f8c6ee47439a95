import { Worker } from "node:worker_threads";
import type { Lab } from "@sockpit/lab";
import {
  type CallError,
  CallFailure,
  type ControlInput,
  type ControlResult,
  codedFailure,
  limits,
} from "@sockpit/protocol";
import { log } from "../../between/log.js";
import { LabsInTurn } from "../labs-in-turn.js";
import { bytesIn, ownMemoryOf, withOwnBytes } from "./bytes-of-messages.js";
import type { TlsControlName } from "./perform-tls.js";
import type { Owner } from "./tls-objects.js";

/** The thread's own heap; OpenSSL's objects are outside of it. */
const HEAP_MEBIBYTES = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

export interface TlsControlJob {
  readonly control: TlsControlName;
  readonly owner: Owner;
  readonly params: object;
}

/** What the thread does: a control, or, without one, to free what the process has. */
export type TlsJob = TlsControlJob | { readonly owner: Owner };

export type TlsThreadResult =
  | { readonly isDone: true; readonly result: object }
  | { readonly isDone: false; readonly error: CallError }
  /** An error of ours, which others' TLS outlives. */
  | { readonly isDone: false; readonly bug: unknown };

interface Waiting {
  readonly job: TlsJob;
  readonly lengthBytes: number;
  readonly done: (result: object) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * TLS of all labs, in a thread of its own, since a handshake takes milliseconds: the labs in turn, the requests of one in
 * their order. Started when it is first needed.
 */
export class TlsEngine {
  readonly #program: URL;
  readonly #maxBytes: number;
  readonly #waiting = new LabsInTurn<Waiting>();
  /** Processes that have TLS objects. */
  readonly #owners = new WeakMap<Lab, Set<number>>();
  #waitingBytes = 0;
  #underWay: Waiting | undefined;
  #thread: Worker | undefined;

  /** `share`: what this lab host has of the server's bounds. */
  constructor({ share, program }: { share: number; program?: URL }) {
    this.#program = program ?? new URL("./tls-thread.js", import.meta.url);
    this.#maxBytes = Math.ceil(limits.tlsBytesPerServer * share);
  }

  async stop(): Promise<void> {
    await this.#thread?.terminate();
  }

  /** Performs a control. Rejects with `no_such_process`, `bad_params`, `over_budget` or `too_many_calls`. */
  perform<N extends TlsControlName>(
    lab: Lab,
    control: N,
    params: ControlInput<N>,
  ): Promise<ControlResult<N>> {
    const owner = { lab: lab.id, pid: params.pid };
    this.#freeWithProcess(lab, owner);
    const lengthBytes = lengthOf(bytesIn(params));
    if (this.#waiting.countOf(lab.id) >= limits.tlsWaitingPerLab) {
      throw codedFailure(
        "too_many_calls",
        `A lab has at most ${limits.tlsWaitingPerLab} requests for TLS under way at once.`,
      );
    }
    if (this.#waitingBytes + lengthBytes > limits.tlsWaitingBytes) {
      throw codedFailure("over_budget", "The server's memory for requests of TLS is in use.");
    }
    const job = { control, owner, params: withOwnBytes(params) };
    return this.#add(job, lengthBytes) as Promise<ControlResult<N>>;
  }

  #freeWithProcess(lab: Lab, owner: Owner): void {
    const known = this.#owners.get(lab) ?? new Set();
    if (known.has(owner.pid) && lab.hasProcess(owner.pid)) return;
    lab.whenProcessEnds(owner.pid, () => {
      known.delete(owner.pid);
      this.#add({ owner }, 0).catch((error: unknown) => log.error({ err: error }, "TLS was not freed"));
    });
    this.#owners.set(lab, known.add(owner.pid));
  }

  #add(job: TlsJob, lengthBytes: number): Promise<object> {
    return new Promise((done, failed) => {
      this.#waiting.add(job.owner.lab, { job, lengthBytes, done, failed });
      this.#waitingBytes += lengthBytes;
      this.#goOn();
    });
  }

  #start(): Worker {
    const thread = new Worker(this.#program, {
      name: "tls",
      resourceLimits: HEAP_MEBIBYTES,
      workerData: { maxBytes: this.#maxBytes },
    });
    thread.on("message", (result: TlsThreadResult) => this.#finish(result));
    thread.on("error", (error) => this.#replace(error));
    thread.unref();
    return thread;
  }

  #goOn(): void {
    if (this.#underWay !== undefined) return;
    const next = this.#waiting.take();
    if (next === undefined) return;
    this.#underWay = next;
    this.#thread ??= this.#start();
    this.#thread.postMessage(next.job, "params" in next.job ? ownMemoryOf(bytesIn(next.job.params)) : []);
  }

  #finish(result: TlsThreadResult): void {
    const finished = this.#take();
    if (result.isDone) finished?.done(result.result);
    else if ("bug" in result) finished?.failed(result.bug);
    else finished?.failed(new CallFailure(result.error));
    this.#goOn();
  }

  /** What ends the thread ends all TLS objects: requests for them fail, since there are none. */
  #replace(error: Error): void {
    log.error({ err: error }, "the thread for TLS ended");
    const finished = this.#take();
    this.#thread = undefined;
    finished?.failed(error);
    this.#goOn();
  }

  #take(): Waiting | undefined {
    const taken = this.#underWay;
    this.#underWay = undefined;
    this.#waitingBytes -= taken?.lengthBytes ?? 0;
    return taken;
  }
}

function lengthOf(values: readonly Uint8Array[]): number {
  return values.reduce((sum, { length }) => sum + length, 0);
}
