import { Worker } from "node:worker_threads";
import { type CallFailure, codedFailure, errnoFailure } from "@sockpit/protocol";
import {
  EFD_NONBLOCK_CLOEXEC,
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
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
import { type EpollThreadData, WAKE_ID } from "./epoll-thread-data.js";

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
    const workerData: EpollThreadData = { epollFd: this.#epollFd };
    this.#thread = new Worker(new URL("./epoll-thread.js", import.meta.url), { workerData, execArgv: [] });
    this.#thread.unref();
    this.#thread.on("message", (report: number[]) => this.#dispatch(report));
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

  /** Asks for one report of any of these events, at once where one of them stands already. */
  arm(fd: number, id: number, events: number): void {
    this.#control(EPOLL_CTL_MOD, fd, encodeEvent(events | EPOLLONESHOT, id));
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
    const one = new BigUint64Array([1n]);
    checked("write", () => write(this.#wakeFd, new Uint8Array(one.buffer), one.byteLength));
  };

  #dispatch(report: readonly number[]): void {
    for (let index = 0; index < report.length; index += 2) {
      const [id = WAKE_ID, events = 0] = report.slice(index, index + 2);
      this.#listeners.get(id)?.onReady(events);
    }
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
