import type { WorkerReport } from "../shared/messages.js";
import { type ProgramWait, TOLD_AFTER_MS } from "../shared/program.js";
import type { Wait } from "./waits.js";

/** Tells the page of waits that last. */
export class WaitReports {
  readonly #report: (report: WorkerReport) => void;
  #lastId = 0;

  constructor(report: (report: WorkerReport) => void) {
    this.#report = report;
  }

  /** The wait, which is told of once it has lasted, and again when it ends. */
  told(wait: Wait, facts: Omit<ProgramWait, "id">): Wait {
    let id: number | undefined;
    const timer = setTimeout(() => {
      this.#lastId += 1;
      id = this.#lastId;
      this.#report({ kind: "waits", wait: { id, ...facts } });
    }, TOLD_AFTER_MS);
    return {
      isInterrupted: () => wait.isInterrupted(),
      onInterrupt: (listener) => wait.onInterrupt(listener),
      end: () => {
        wait.end();
        clearTimeout(timer);
        if (id !== undefined) this.#report({ kind: "waited", id });
        id = undefined;
      },
    };
  }
}
