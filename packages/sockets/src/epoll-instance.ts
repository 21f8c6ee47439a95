import { bounds } from "./bounds.js";
import {
  bitsOf,
  type EpollEvent,
  type EpollOperation,
  epollEvents,
  epollOperations,
  namesOf,
} from "./constants.js";
import { SystemError } from "./errors.js";
import { HeldFd } from "./held-fd.js";
import type { MaybePromise } from "./maybe-promise.js";
import type { Pollable, PollOptions } from "./operations/poll.js";
import { PENDING } from "./readiness/run-call.js";
import {
  decodeEvent,
  EPOLL_CTL_DEL,
  EPOLLIN,
  EVENT_BYTES,
  epollControl,
  epollCreate,
  epollWait,
} from "./system/epoll-calls.js";
import { checked } from "./system/libc.js";
import { EPOLL_CLOEXEC } from "./system/linux-constants.js";

/** What was seen on one watched fd. */
export interface SeenEvents {
  /** The number that it was added with. */
  readonly data: number;
  readonly events: EpollEvent[];
}

/** A kernel epoll instance: epoll(7), with all that it means by EPOLLET, EPOLLONESHOT and the rest. */
export class EpollInstance implements Pollable {
  readonly held: HeldFd;

  private constructor(held: HeldFd) {
    this.held = held;
  }

  /** epoll_create1(2). EMFILE. */
  static create(): EpollInstance {
    return new EpollInstance(new HeldFd(checked("epoll_create1", () => epollCreate(EPOLL_CLOEXEC))));
  }

  /** Takes over an fd that is an epoll instance. */
  static adopt(held: HeldFd): EpollInstance {
    return new EpollInstance(held);
  }

  get closed(): boolean {
    return this.held.number === -1;
  }

  /**
   * epoll_ctl(2). `data`, 0 or more, comes back with the events. The kernel forgets what is watched once its last fd
   * is closed. EEXIST, ENOENT, EINVAL, ELOOP, EBADF.
   */
  control(
    operation: EpollOperation,
    target: Pollable,
    { events, data }: { events: readonly EpollEvent[]; data: number },
  ): void {
    const fd = this.held.open("epoll_ctl");
    const targetFd = target.held.open("epoll_ctl");
    const number = epollOperations[operation];
    const watched = number === EPOLL_CTL_DEL ? null : { events: bitsOf(epollEvents, events), id: data };
    epollControl(fd, { operation: number, fd: targetFd, watched });
    if (watched !== null && events.includes("EPOLLET")) target.held.description.isEdgeTriggered = true;
  }

  /** epoll_wait(2): at most `maxEvents`, within `bounds.polledFds`; none after `timeout` seconds. EINVAL, EBADF, EINTR. */
  wait(maxEvents: number, options: PollOptions): MaybePromise<SeenEvents[]> {
    const { timeout } = options;
    return this.held.run({ syscall: "epoll_wait", timeout, options }, (fd) => {
      if (maxEvents <= 0) throw new SystemError("epoll_wait", "EINVAL");
      const count = Math.min(maxEvents, bounds.polledFds);
      return {
        syscall: "epoll_wait",
        interest: EPOLLIN,
        line: "epoll_wait",
        attempt: () => {
          const seen = waitNow(fd, count);
          return seen.length === 0 ? PENDING : seen;
        },
        expired: () => [],
      };
    });
  }

  /** dup(2): the same instance by another fd. EMFILE, EBADF. */
  dup(): EpollInstance {
    return new EpollInstance(this.held.dup());
  }

  /** close(2): see `HeldFd.close`. A second close does nothing. */
  close(): void {
    this.held.close();
  }
}

function waitNow(fd: number, count: number): SeenEvents[] {
  const bytes = new Uint8Array(count * EVENT_BYTES);
  const view = new DataView(bytes.buffer);
  // SAFETY: the kernel writes at most `count` events.
  const found = checked("epoll_wait", () => epollWait(fd, bytes, count, 0));
  return Array.from({ length: found }, (_, index) => {
    const { events, id } = decodeEvent(view, index);
    return { data: id, events: namesOf(epollEvents, events) };
  });
}
