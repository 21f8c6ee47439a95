import { bounds } from "../bounds.js";
import { bitsOf, namesOf, type PollEvent, pollEvents } from "../constants.js";
import type { HeldFd } from "../held-fd.js";
import type { MaybePromise } from "../maybe-promise.js";
import { type Operation, PENDING, runCall } from "../readiness/run-call.js";
import { pollNow } from "../system/poll-calls.js";
import type { WaitOptions } from "../wait-options.js";

/** Something that has an fd: a socket, an epoll instance, a pipe's end, an opaque file. */
export interface Pollable {
  readonly held: HeldFd;
}

/** One entry of poll(2): null stands for an fd that is not open. */
export interface PollEntry {
  readonly target: Pollable | null;
  readonly events: readonly PollEvent[];
}

export interface PollOptions extends WaitOptions {
  /** Seconds; null waits for ever, 0 not at all. */
  readonly timeout: number | null;
}

/**
 * poll(2) over several fds: the events of each entry in turn, empty where it is not ready. After `timeout` seconds
 * none is. What is closed, before or meanwhile, is ready with POLLNVAL; Linux leaves a poll that already waits
 * asleep then. EINTR.
 */
export function poll(entries: readonly PollEntry[], options: PollOptions): MaybePromise<PollEvent[][]> {
  const wanted = entries.slice(0, bounds.polledFds).map(({ target, events }) => ({
    target,
    events: bitsOf(pollEvents, events),
  }));
  const operation: Operation<PollEvent[][]> = {
    syscall: "poll",
    outlivesClose: true,
    attempt: () => {
      const requests = wanted.map(({ target, events }) => ({ fd: target?.held.number ?? -1, events }));
      const found = pollNow(requests).map((bits, index) =>
        requests[index]?.fd === -1 ? pollEvents.POLLNVAL : bits,
      );
      if (found.every((bits) => bits === 0)) return PENDING;
      return found.map((bits) => namesOf(pollEvents, bits));
    },
    expired: () => wanted.map(() => []),
  };
  const places = () => {
    // An fd that is asked for twice is waited for once.
    const interests = new Map<HeldFd, number>();
    for (const { target, events } of wanted) {
      if (target !== null) interests.set(target.held, (interests.get(target.held) ?? 0) | events);
    }
    return [...interests].map(([held, interest]) => ({ readiness: held.readiness(), interest }));
  };
  return runCall(operation, { timeout: options.timeout, options, places });
}
