import { errnoFailure, limits } from "@sockpit/protocol";
import { type MaybePromise, type Pollable, releasing, type Socket } from "@sockpit/sockets";
import { Share } from "./descriptor-budget.js";
import { FlyingDescriptors } from "./flying-descriptors.js";

/** The descriptors of one lab: those that its processes hold, and those on their way between them. */
export class LabDescriptors {
  readonly #held = new Share("held", limits.fdsPerLab);
  readonly #polled = new Share("polled", limits.polledFdsWaitingPerLab);
  readonly flying: FlyingDescriptors;

  /** `unixSockets`: those that the lab's processes hold now. */
  constructor(unixSockets: () => Iterable<Socket>) {
    this.flying = new FlyingDescriptors(unixSockets);
  }

  /** Keeps room for so many more. ENFILE where this lab, or all together, have too many. */
  take(syscall: string, count = 1): void {
    if (!this.hasTaken(count)) throw errnoFailure(syscall, "ENFILE");
  }

  /** The same; false where there is no room. */
  hasTaken(count: number): boolean {
    return this.#held.take(count);
  }

  give(count = 1): void {
    this.#held.give(count);
  }

  /** The room that was taken for a file is given back when the kernel frees its fd. */
  charge({ held }: Pollable): void {
    held.whenFreed(() => this.give());
  }

  /** Makes a poll of so many descriptors. ENOMEM where those that wait have too many: poll(2). */
  polling<T>(count: number, poll: () => MaybePromise<T>): MaybePromise<T> {
    if (!this.#polled.take(count)) throw errnoFailure("poll", "ENOMEM");
    return releasing(poll, () => this.#polled.give(count));
  }

  /** The lab has ended, and with it all that was on its way. */
  close(): void {
    this.flying.close();
  }
}
