import type { SocketWatch } from "../socket-watch.js";
import type { CallObserver, CallOutcome } from "./call-observer.js";
import type { CallUnderWay } from "./call-under-way.js";

/** Has the kernel's sockets looked at after calls that may have changed one. */
export class LookAfterCalls implements CallObserver {
  readonly #watch: SocketWatch;

  constructor(watch: SocketWatch) {
    this.#watch = watch;
  }

  onWait(): void {
    this.#watch.touch();
  }

  onEnd({ traits, process, input }: CallUnderWay, { result }: CallOutcome): void {
    // A Unix socket has a peer now, which the kernel names only until either end closes.
    const isPaired = traits.connects !== undefined && result !== undefined && process.isUnix(input);
    if (isPaired) this.#watch.touchAtOnce();
    else if (traits.looks !== true) this.#watch.touch();
  }
}
