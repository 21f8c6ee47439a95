import { SystemError } from "../errors.js";
import {
  decodeEvent,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLET,
  EPOLLONESHOT,
  EVENT_BYTES,
  epollControl,
  epollCreate,
  epollWait,
  type WatchedEvents,
} from "../system/epoll-calls.js";
import { checked } from "../system/libc.js";
import { EPOLL_CLOEXEC } from "../system/linux-constants.js";
import { close } from "../system/socket-calls.js";
import { type ReadableFdWatch, watchReadable } from "../system/watch-readable.js";

/** Time that listeners take in one turn of the event loop, before others have theirs. */
const SLICE_MS = 5;

/** Events taken in one call. More wait in the kernel, where they take no memory. */
const MAX_EVENTS = 64;

/** What is called back for one registered fd. */
export interface ReadinessListener {
  onReady(events: number): void;
  /** The instance ended: the registration is gone, and those that wait get `failure(syscall)`. */
  onEnd(failure: (syscall: string) => Error): void;
}

/**
 * One epoll(7) instance for fds of every network namespace, which the event loop watches: an epoll fd polls as readable
 * while one of its own fds has something to report. It keeps the Node process alive only while `hold` says that somebody
 * waits.
 */
export class Epoll {
  readonly #epollFd: number;
  readonly #watch: ReadableFdWatch;
  /** By id. Ids are never used again, so a late report cannot reach the next owner of an fd number. */
  readonly #listeners = new Map<number, ReadinessListener>();
  readonly #events = new Uint8Array(MAX_EVENTS * EVENT_BYTES);
  readonly #eventsView = new DataView(this.#events.buffer);
  /** How many events were taken, and how many of them are handed on. */
  #taken = 0;
  #handedOn = 0;
  #nextId = 1;
  #holders = 0;
  #isScheduled = false;
  #isRunning = true;

  constructor() {
    this.#epollFd = checked("epoll_create1", () => epollCreate(EPOLL_CLOEXEC));
    this.#watch = watchReadable(this.#epollFd, () => this.#schedule());
  }

  /** Registers an fd, not armed yet, and returns its id. The caller unregisters it before closing it. */
  register(fd: number, listener: ReadinessListener): number {
    const id = this.#nextId;
    this.#control(EPOLL_CTL_ADD, fd, { events: EPOLLONESHOT, id });
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
    this.#control(EPOLL_CTL_MOD, fd, { events: (events | how) >>> 0, id });
  }

  unregister(fd: number, id: number): void {
    this.#listeners.delete(id);
    if (this.#isRunning) this.#control(EPOLL_CTL_DEL, fd, null);
  }

  /** Somebody waits: the process stays alive until as many `release`s. */
  hold(): void {
    this.#holders += 1;
    if (this.#holders === 1 && this.#isRunning) this.#watch.ref();
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0 && this.#isRunning) this.#watch.unref();
  }

  /** Frees the instance. Calls that wait get EINTR. */
  end(): void {
    this.#isRunning = false;
    this.#watch.close();
    checked("close", () => close(this.#epollFd));
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const listener of listeners) listener.onEnd((syscall) => new SystemError(syscall, "EINTR"));
  }

  /**
   * A call of this process may just have made somebody's fd ready. Asked as soon as the code that runs now is done, the kernel
   * says so one round earlier than the event loop would.
   */
  lookSoon(): void {
    if (this.#holders === 0 || this.#isScheduled) return;
    this.#isScheduled = true;
    process.nextTick(this.#dispatch);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(this.#dispatch);
  }

  /** Hands reports on for a slice of time, and the rest in a later turn. */
  readonly #dispatch = (): void => {
    this.#isScheduled = false;
    if (!this.#isRunning) return;
    if (this.#handedOn === this.#taken) this.#take();
    const endMs = performance.now() + SLICE_MS;
    while (this.#handedOn < this.#taken) {
      const { id, events } = decodeEvent(this.#eventsView, this.#handedOn);
      this.#handedOn += 1;
      this.#listeners.get(id)?.onReady(events);
      if (performance.now() < endMs) continue;
      if (this.#handedOn < this.#taken) this.#schedule();
      return;
    }
  };

  #take(): void {
    this.#handedOn = 0;
    // SAFETY: the kernel writes at most MAX_EVENTS events.
    this.#taken = checked("epoll_wait", () => epollWait(this.#epollFd, this.#events, MAX_EVENTS, 0));
  }

  #control(operation: number, fd: number, watched: WatchedEvents | null): void {
    epollControl(this.#epollFd, { operation, fd, watched });
  }
}
