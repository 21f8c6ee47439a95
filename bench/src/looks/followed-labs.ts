import { cpuSecondsBelow } from "../cpu-time.js";
import { listen, type OpenLab, openLab, pause } from "./open-labs.js";

/** What the last calls left to be looked at is done by then. */
const SETTLE_MS = 2000;
const REST_MS = 10_000;

/** Labs that are followed, each with one program that waits in `accept`. */
export class FollowedLabs {
  readonly #server: { readonly baseUrl: string; readonly pid: number };
  readonly #open: OpenLab[] = [];

  constructor(server: { readonly baseUrl: string; readonly pid: number }) {
    this.#server = server;
  }

  async growTo(count: number): Promise<void> {
    while (this.#open.length < count) {
      const lab = await openLab(this.#server.baseUrl);
      this.#open.push(lab);
      const { pid, fd } = await listen(lab);
      await lab.connection.control("follow", {});
      lab.connection.command("accept", pid, { params: { fd } }).catch(() => undefined);
    }
  }

  /** Share of a core, in percent, that the lab hosts take while nothing happens. */
  async restingShare(): Promise<number> {
    await pause(SETTLE_MS);
    const before = cpuSecondsBelow(this.#server.pid);
    const startedAt = performance.now();
    await pause(REST_MS);
    return (100 * (cpuSecondsBelow(this.#server.pid) - before)) / ((performance.now() - startedAt) / 1000);
  }

  async end(): Promise<void> {
    for (const lab of this.#open.splice(0)) await lab.leave();
  }
}
