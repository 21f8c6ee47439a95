import { countCall } from "../lab-totals.js";
import type { CallObserver } from "./call-observer.js";

/** Counts the calls of all labs of this process. */
export const callTotals: CallObserver = {
  onEnd({ command }, { error }) {
    countCall(command, error);
  },
};
