import type { CallObserver } from "./call-observer.js";

/** Keeps with each process which of its calls wait. */
export const blockedCalls: CallObserver = {
  onWait({ process, number }) {
    process.blockedCalls.add(number);
  },
  onEnd({ process, number }) {
    process.blockedCalls.delete(number);
  },
};
