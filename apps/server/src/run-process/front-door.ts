import { CallFailure } from "@sockpit/protocol";
import type { LabHosts, OpenedLab } from "@sockpit/scenario";
import type { FromRunProcess, RunOrder, ToRunProcess } from "../between/run-messages.js";

/** The front door, as a run process sees it: over Node's own IPC channel. */
export class FrontDoor {
  readonly #stopping = new AbortController();
  readonly #order: Promise<RunOrder>;
  #settleLab: ((message: Extract<ToRunProcess, { say: "lab" | "noLab" }>) => void) | undefined;

  constructor() {
    this.#order = new Promise((resolve) => {
      process.on("message", (message: ToRunProcess) => {
        if (message.say === "run") resolve(message.order);
        else if (message.say === "stop") this.#stopping.abort(new Error("stopped"));
        else this.#settleLab?.(message);
      });
    });
    process.once("disconnect", () => process.exit(0));
  }

  /** What is to be run. */
  get order(): Promise<RunOrder> {
    return this.#order;
  }

  /** Aborted when the run is to stop. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  send(message: FromRunProcess): void {
    process.send?.(message);
  }

  /** Sends the last message, and ends this process once it is on its way. */
  end(message: FromRunProcess): void {
    process.send?.(message, () => process.exit(0));
  }

  /** A lab on the account of the run's caller. Rejects with a `CallFailure`. One at a time. */
  async openLab({ hosts, wire }: LabHosts): Promise<OpenedLab> {
    const answer = new Promise<Extract<ToRunProcess, { say: "lab" | "noLab" }>>((resolve) => {
      this.#settleLab = resolve;
    });
    this.send({ say: "openLab", hosts, wire });
    const given = await answer;
    if (given.say === "noLab") throw new CallFailure(given.error);
    const { lab, token } = given;
    return { key: { lab, token }, close: async () => this.send({ say: "closeLab", lab }) };
  }
}
