import { log } from "../../between/log.js";
import { WIRES_SHARE } from "../../between/wires-share.js";
import { LabHost, type LabHostPlace } from "./lab-host.js";
import type { StartOptions } from "./lab-host-process.js";
import { labHostStarting } from "./lab-host-starting.js";
import { byLoad } from "./load.js";
import { MAX_WIRE_LAB_HOSTS, placeOfWires } from "./places.js";

/** The place of one of them, which is empty until it is wanted. */
interface Place extends LabHostPlace {
  host: LabHost | undefined;
  starting: Promise<LabHost> | undefined;
}

/**
 * The lab hosts of labs with a wire, so that a flood on one delays no lab without, and few labs with one. Each starts where the
 * others have labs already; where it has ended, with the next lab that is to live in it.
 */
export class WireLabHosts {
  readonly #options: StartOptions;
  readonly #onStarted: (host: LabHost) => void;
  readonly #places: readonly Place[];
  #isStopping = false;

  /** `options`: those of the other lab hosts, of which there are as many or more. */
  constructor(options: StartOptions, onStarted: (host: LabHost) => void) {
    const count = powerOfTwo(Math.min(options.hosts, MAX_WIRE_LAB_HOSTS));
    this.#options = { ...options, share: WIRES_SHARE / count };
    this.#onStarted = onStarted;
    this.#places = Array.from({ length: count }, (_, index) => ({
      ...placeOfWires(index),
      host: undefined,
      starting: undefined,
    }));
  }

  /** Those that run. */
  get running(): LabHost[] {
    return this.#places.flatMap(({ host }) => (host === undefined ? [] : [host]));
  }

  /**
   * One that has no labs, that runs if there is such a one; else of those that answer the one with the fewest, and of those the
   * least busy. `lab_host_starting` where none runs or starts.
   */
  async pick(labsOf: (host: LabHost) => number): Promise<LabHost> {
    const [emptiest] = byLoad(this.running, labsOf);
    const isFree = emptiest !== undefined && labsOf(emptiest) === 0;
    const next = this.#places.find(({ host }) => host === undefined);
    if (isFree || next === undefined) return emptiest ?? Promise.reject(labHostStarting());
    try {
      return await this.#start(next);
    } catch (error) {
      if (emptiest !== undefined) return emptiest;
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(
      this.#places.map(async (place) => {
        await place.starting?.catch(() => undefined);
        await place.host?.stop();
      }),
    );
  }

  /** Those who ask while it starts get the same one. */
  #start(place: Place): Promise<LabHost> {
    place.starting ??= this.#started(place).finally(() => {
      place.starting = undefined;
    });
    return place.starting;
  }

  async #started(place: Place): Promise<LabHost> {
    const { code: labHost } = place;
    let host: LabHost;
    try {
      host = await LabHost.start(place, this.#options);
    } catch (error) {
      log.error({ labHost, err: error }, "a lab host of labs with a wire does not start");
      throw labHostStarting();
    }
    place.host = host;
    host.onExit(() => {
      place.host = undefined;
      if (!this.#isStopping)
        log.warn({ labHost }, "a lab host has ended; its labs are lost, it starts again for a next one");
    });
    this.#onStarted(host);
    return host;
  }
}

/** The largest that is not above: equal parts of the server's bounds are whole numbers then. */
function powerOfTwo(most: number): number {
  return 2 ** Math.floor(Math.log2(most));
}
