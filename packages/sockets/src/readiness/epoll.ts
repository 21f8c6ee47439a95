import { Worker } from "node:worker_threads";
import { type CallFailure, codedFailure, errnoFailure } from "@sockpit/protocol";
import {
  EFD_NONBLOCK_CLOEXEC,
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLET,
  EPOLLIN,
  EPOLLONESHOT,
  encodeEvent,
  epollControl,
  epollCreate,
  eventfd,
  write,
} from "../system/epoll-calls.js";
import { checked } from "../system/libc.js";
import { close } from "../system/socket-calls.js";
import { type EpollThreadData, MAX_UNHANDLED_REPORTS, WAKE_ID } from "./epoll-thread-data.js";

/** Time that listeners take in one turn of the event loop, before others have theirs. */
const SLICE_MS = 5;

/** Who hears of one registered fd. */
export interface ReadinessListener {
  onReady(events: number): void;
  /** The instance ended: the registration is gone, and whoever waits gets `failure(syscall)`. */
  onEnd(failure: (syscall: string) => CallFailure): void;
}

/**
 * One epoll(7) instance and the thread that sits in epoll_wait on it. It serves fds of every network
 * namespace. It keeps the Node process alive only while `hold` says that somebody waits.
 */
export class Epoll {
  readonly #epollFd: number;
  readonly #wakeFd: number;
  readonly #thread: Worker;
  readonly #ended: Promise<void>;
  /** By id. Ids are never used again, so a late report cannot reach the next owner of an fd number. */
  readonly #listeners = new Map<number, ReadinessListener>();
  readonly #handledReports = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  /** Those that are still to be handed on, and how far the first has got. */
  readonly #reports: (readonly number[])[] = [];
  #position = 0;
  #nextId = WAKE_ID + 1;
  #holders = 0;
  #state: "running" | "ending" | "ended" = "running";

  constructor() {
    this.#epollFd = checked("epoll_create1", () => epollCreate(EPOLL_CLOEXEC));
    try {
      this.#wakeFd = checked("eventfd", () => eventfd(0, EFD_NONBLOCK_CLOEXEC));
    } catch (error) {
      checked("close", () => close(this.#epollFd));
      throw error;
    }
    this.#control(EPOLL_CTL_ADD, this.#wakeFd, encodeEvent(EPOLLIN, WAKE_ID));
    const workerData: EpollThreadData = { epollFd: this.#epollFd, handledReports: this.#handledReports };
    this.#thread = new Worker(new URL("./epoll-thread.js", import.meta.url), { workerData, execArgv: [] });
    this.#thread.unref();
    this.#thread.on("message", (report: number[]) => this.#take(report));
    this.#ended = new Promise((resolve) => {
      this.#thread.on("error", (error) => this.#onThreadGone(error));
      this.#thread.on("exit", () => {
        this.#onThreadGone(new Error("the epoll thread ended"));
        resolve();
      });
    });
    // Node joins its threads when it exits, and would wait for ever for one that sits in the kernel.
    process.on("exit", this.#wake);
  }

  get isRunning(): boolean {
    return this.#state === "running";
  }

  /** Registers an fd, not armed yet, and returns its id. The caller unregisters it before closing it. */
  register(fd: number, listener: ReadinessListener): number {
    const id = this.#nextId;
    this.#control(EPOLL_CTL_ADD, fd, encodeEvent(EPOLLONESHOT, id));
    this.#nextId += 1;
    this.#listeners.set(id, listener);
    return id;
  }

  /**
   * Asks for a report of any of these events, at once where one of them stands already: for one, or for another with
   * each change until it is armed otherwise.
   */
  arm(fd: number, id: number, { events, isOneShot }: { events: number; isOneShot: boolean }): void {
    const how = isOneShot ? EPOLLONESHOT : EPOLLET;
    this.#control(EPOLL_CTL_MOD, fd, encodeEvent((events | how) >>> 0, id));
  }

  unregister(fd: number, id: number): void {
    this.#listeners.delete(id);
    if (this.#state !== "ended") this.#control(EPOLL_CTL_DEL, fd, null);
  }

  /** Somebody waits: the process stays alive until as many `release`s. */
  hold(): void {
    this.#holders += 1;
    if (this.#holders === 1) this.#thread.ref();
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#thread.unref();
  }

  /** Ends the thread and frees both fds. Whoever waits gets EINTR. */
  async end(): Promise<void> {
    this.#leave((syscall) => errnoFailure(syscall, "EINTR"));
    this.#thread.ref();
    this.#wake();
    await this.#ended;
  }

  readonly #wake = (): void => {
    this.#reportHandled(MAX_UNHANDLED_REPORTS);
    const one = new BigUint64Array([1n]);
    checked("write", () => write(this.#wakeFd, new Uint8Array(one.buffer), one.byteLength));
  };

  #take(report: readonly number[]): void {
    this.#reports.push(report);
    if (this.#reports.length === 1) this.#dispatch();
  }

  /** Hands reports on for a slice of time, and the rest in a later turn. */
  #dispatch(): void {
    const endMs = performance.now() + SLICE_MS;
    for (let report = this.#reports[0]; report !== undefined; report = this.#reports[0]) {
      for (; this.#position < report.length; this.#position += 2) {
        if (performance.now() > endMs) {
          setImmediate(() => this.#dispatch());
          return;
        }
        const id = report[this.#position] ?? WAKE_ID;
        this.#listeners.get(id)?.onReady(report[this.#position + 1] ?? 0);
      }
      this.#position = 0;
      this.#reports.shift();
      this.#reportHandled(1);
    }
  }

  #reportHandled(count: number): void {
    Atomics.add(this.#handledReports, 0, count);
    Atomics.notify(this.#handledReports, 0);
  }

  #leave(failure: (syscall: string) => CallFailure): void {
    if (this.#state !== "running") return;
    this.#state = "ending";
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const listener of listeners) listener.onEnd(failure);
  }

  #onThreadGone(reason: Error): void {
    this.#leave((syscall) => codedFailure("internal", `${syscall}: ${reason.message}`));
    if (this.#state === "ended") return;
    this.#state = "ended";
    process.off("exit", this.#wake);
    checked("close", () => close(this.#wakeFd));
    checked("close", () => close(this.#epollFd));
  }

  #control(operation: number, fd: number, event: Uint8Array | null): void {
    checked("epoll_ctl", () => epollControl(this.#epollFd, operation, fd, event));
  }
}
