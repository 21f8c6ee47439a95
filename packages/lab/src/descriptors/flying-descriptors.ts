import { errnoFailure, limits } from "@sockpit/protocol";
import {
  chain,
  type HeldFd,
  type MaybePromise,
  type Pollable,
  queuedDescriptors,
  releasing,
  type Socket,
} from "@sockpit/sockets";
import { Share } from "./descriptor-budget.js";

type Description = HeldFd["description"];

/**
 * So many sockets the kernel is asked about in a second: a file of some 10 µs each. What is counted is work and not time,
 * which on a busy machine would be others'.
 */
const ASKED_PER_SECOND = 2000;
const MS_PER_SECOND = 1000;

/**
 * Descriptors of a lab that were sent with SCM_RIGHTS and not received, those of waiting calls among them. What is
 * received is counted off; what the kernel throws away (its receiver closed, or took it without room for descriptors) is
 * found by asking the kernel, once there are too many.
 */
export class FlyingDescriptors {
  readonly #share = new Share("inFlight", limits.fdsInFlightPerLab);
  readonly #unixSockets: () => Iterable<Socket>;
  /** Unix sockets that were sent: while nobody holds them, what waits in them cannot be seen. */
  readonly #sentSockets = new Set<Description>();
  /** Of calls that wait. */
  #waiting = 0;
  #asked = { sinceMs: 0, sockets: 0 };

  constructor(unixSockets: () => Iterable<Socket>) {
    this.#unixSockets = unixSockets;
  }

  /** Makes a sendmsg that passes files on. ETOOMANYREFS where too many are on their way. */
  during<T>(files: readonly Pollable[], send: () => MaybePromise<T>): MaybePromise<T> {
    const count = files.length;
    if (count === 0) return send();
    this.#take(count);
    this.#waiting += count;
    let isSent = false;
    const makeAndNote = () =>
      chain(send(), (result) => {
        isSent = true;
        return result;
      });
    return releasing(makeAndNote, () => {
      this.#waiting -= count;
      if (isSent) this.#noteSockets(files);
      else this.#share.give(count);
    });
  }

  arrived(fds: readonly HeldFd[]): void {
    this.#share.give(Math.min(fds.length, this.#share.count - this.#waiting));
    for (const { description } of fds) this.#sentSockets.delete(description);
  }

  close(): void {
    this.#share.give(this.#share.count);
  }

  #take(count: number): void {
    if (this.#share.take(count)) return;
    this.#ask();
    if (!this.#share.take(count)) throw errnoFailure("sendmsg", "ETOOMANYREFS");
  }

  #noteSockets(files: readonly Pollable[]): void {
    for (const { held } of files) {
      if (held.description.isUnixSocket) this.#sentSockets.add(held.description);
    }
  }

  /** Takes what the kernel says for the count, where it sees all there can be. */
  #ask(): void {
    const nowMs = performance.now();
    if (nowMs - this.#asked.sinceMs > MS_PER_SECOND) this.#asked = { sinceMs: nowMs, sockets: 0 };
    if (this.#asked.sockets >= ASKED_PER_SECOND) return;
    const sockets = [...this.#unixSockets()];
    this.#asked.sockets += sockets.length;
    const queued = queuedDescriptors(sockets);
    if (queued === undefined) return;
    if (queued === 0) this.#sentSockets.clear();
    const seen = new Set(sockets.map(({ held }) => held.description));
    for (const description of this.#sentSockets) if (!seen.has(description)) return;
    this.#share.give(Math.max(0, this.#share.count - this.#waiting - queued));
  }
}
