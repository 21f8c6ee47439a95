import type { CallObserver } from "../calls/call-observer.js";
import type { CallUnderWay } from "../calls/call-under-way.js";
import type { LabCapture } from "./lab-capture.js";

/** Has packets read at the few calls for which it matters that nothing comes in between. */
export class ReadAroundCalls implements CallObserver {
  readonly #capture: LabCapture;

  constructor(capture: LabCapture) {
    this.#capture = capture;
  }

  /** The kernel does not name the owner of a socket that is gone. */
  onStart({ traits }: CallUnderWay): void {
    if (traits.closes !== undefined) this.#capture.drain();
  }

  onEnd({ traits, cookie, socket }: CallUnderWay): void {
    if (cookie === undefined) return;
    if (socket?.type === "SOCK_DGRAM") {
      if (traits.binds ?? traits.connects ?? traits.closes) this.#capture.addressesChanged();
      // Which datagram found a queue full is certain only where each is seen by itself.
      if (traits.sends !== undefined) this.#capture.drain();
    }
    if (traits.sets === "option") {
      this.#capture.drain();
      this.#capture.optionSet(cookie);
    }
  }
}
