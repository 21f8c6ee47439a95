import { log } from "../../between/log.js";
import { LabHost } from "./lab-host.js";
import type { StartOptions } from "./lab-host-process.js";
import { labHostStarting } from "./lab-host-starting.js";
import { placeOfWires } from "./places.js";

/** Of what is bounded for the server, on top of what the other lab hosts have. */
const SHARE = 1 / 4;

/**
 * The lab host of labs with a wire, so that a flood on one delays no lab without. It starts with the first of these labs; where it has
 * ended, with the next one.
 */
export class WireLabHost {
  readonly #options: StartOptions;
  readonly #onStarted: (host: LabHost) => void;
  #running: LabHost | undefined;
  #starting: Promise<LabHost> | undefined;
  #isStopping = false;

  /** `options`: those of the other lab hosts. */
  constructor(options: StartOptions, onStarted: (host: LabHost) => void) {
    this.#options = { ...options, share: SHARE };
    this.#onStarted = onStarted;
  }

  /** Undefined where it does not run. */
  get running(): LabHost | undefined {
    return this.#running;
  }

  /** Starts it where it does not run. `lab_host_starting` where it does not start. */
  async get(): Promise<LabHost> {
    if (this.#running !== undefined) return this.#running;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#starting?.catch(() => undefined);
    await this.#running?.stop();
  }

  async #start(): Promise<LabHost> {
    let host: LabHost;
    try {
      host = await LabHost.start(placeOfWires, this.#options);
    } catch (error) {
      log.error(
        { labHost: placeOfWires.code, err: error },
        "the lab host of labs with a wire does not start",
      );
      throw labHostStarting();
    }
    this.#running = host;
    host.onExit(() => {
      this.#running = undefined;
      if (!this.#isStopping)
        log.warn(
          { labHost: placeOfWires.code },
          "a lab host has ended; its labs are lost, the next lab with a wire starts a new one",
        );
    });
    this.#onStarted(host);
    return host;
  }
}
