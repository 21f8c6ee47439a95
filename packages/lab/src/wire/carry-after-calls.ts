import type { CallObserver } from "../calls/call-observer.js";
import type { CallUnderWay } from "../calls/call-under-way.js";
import type { LabWire } from "./lab-wire.js";

/** Has packets taken from the hosts while the call that sent them is under way, so that the record knows whose they are. */
export class CarryAfterCalls implements CallObserver {
  readonly #wire: LabWire;

  constructor(wire: LabWire) {
    this.#wire = wire;
  }

  /** A connection's SYN is sent before its call waits for the answer. */
  onWait({ waitsSinceUs }: CallUnderWay): void {
    this.#wire.carry(waitsSinceUs);
  }

  onEnd({ socket, endedUs }: CallUnderWay): void {
    if (socket !== undefined && socket.family !== "AF_UNIX") this.#wire.carry(endedUs);
  }
}
