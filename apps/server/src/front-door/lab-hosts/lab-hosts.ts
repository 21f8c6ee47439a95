import { setTimeout as delay } from "node:timers/promises";
import type { Isolation, NetworkKind } from "@sockpit/protocol";
import { log } from "../../between/log.js";
import { LabHost, type LabHostPlace } from "./lab-host.js";
import type { StartOptions } from "./lab-host-process.js";
import { labHostStarting } from "./lab-host-starting.js";
import { byLoad } from "./load.js";
import { placeOf } from "./places.js";
import { startFirst } from "./start-first.js";
import { removeLeftovers } from "./temporary-folder.js";
import { WireLabHosts } from "./wire-lab-hosts.js";

/** After a lab host died: how long until the next try, while tries fail. */
const RESTART_DELAYS_MS = [0, 250, 1000, 5000];

/** The place of one lab host, which is empty while it is replaced. */
interface Place extends LabHostPlace {
  host: LabHost | undefined;
}

export interface LabHostsHooks {
  /** A host has ended, and its labs with it. */
  onLost(host: LabHost): void;
  onLabClosed(lab: string): void;
}

/**
 * Keeps lab hosts running: picks the network at start, spreads labs over them, replaces a host that dies. Labs with a wire have
 * lab hosts of their own.
 */
export class LabHosts {
  readonly network: NetworkKind;
  readonly isolation: Isolation;
  readonly #options: StartOptions;
  readonly #hooks: LabHostsHooks;
  readonly #places: readonly Place[];
  readonly #ofWires: WireLabHosts;
  #isStopping = false;

  private constructor(hosts: readonly [LabHost, ...LabHost[]], options: StartOptions, hooks: LabHostsHooks) {
    this.network = options.network;
    this.isolation = hosts[0].isolation;
    this.#options = options;
    this.#hooks = hooks;
    this.#places = hosts.map((_, index) => ({ ...placeOf(index), host: undefined }));
    this.#ofWires = new WireLabHosts(options, (host) => this.#watch(host));
    for (const place of this.#places) {
      const host = hosts[place.index];
      if (host !== undefined) this.#adopt(place, host);
    }
  }

  /**
   * Isolated where the machine allows it, else mapped; or what is forced, and a `SettingError` where that cannot be.
   * `count` lab hosts, `MAX_LAB_HOSTS` at most.
   */
  static async start(
    { network: forced, count }: { network: NetworkKind | undefined; count: number },
    hooks: LabHostsHooks,
  ): Promise<LabHosts> {
    removeLeftovers();
    const { host: first, options } = await startFirst(forced, count);
    const indices = Array.from({ length: count - 1 }, (_, index) => index + 1);
    try {
      const others = await Promise.all(indices.map((index) => LabHost.start(placeOf(index), options)));
      return new LabHosts([first, ...others], options, hooks);
    } catch (error) {
      await first.stop();
      throw error;
    }
  }

  /** The hosts that run. */
  get all(): LabHost[] {
    return [...this.#running, ...this.#ofWires.running];
  }

  /** The host for a new lab: one that answers, with the fewest labs, and of those the least busy. `lab_host_starting`. */
  async pick(labsOf: (host: LabHost) => number, { hasWire }: { hasWire: boolean }): Promise<LabHost> {
    // Where this machine makes no wires, any host says so.
    if (hasWire && this.isolation.wire != null) return this.#ofWires.pick(labsOf);
    const [host] = byLoad(this.#running, labsOf);
    if (host !== undefined) return host;
    throw labHostStarting();
  }

  /** Asks the hosts of labs without a wire. True once one has answered, false where none does in time. */
  async isAnswering(): Promise<boolean> {
    try {
      await Promise.any(this.#running.map((host) => host.check()));
      return true;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#running.map((host) => host.stop()), this.#ofWires.stop()]);
  }

  get #running(): LabHost[] {
    return this.#places.flatMap(({ host }) => (host === undefined ? [] : [host]));
  }

  #adopt(place: Place, host: LabHost): void {
    place.host = host;
    this.#watch(host);
    host.onExit(() => {
      place.host = undefined;
      if (!this.#isStopping) void this.#replace(place);
    });
  }

  #watch(host: LabHost): void {
    host.onLabClosed(this.#hooks.onLabClosed);
    host.onExit(() => this.#hooks.onLost(host));
  }

  async #replace(place: Place): Promise<void> {
    const { code: labHost } = place;
    log.warn({ labHost }, "a lab host has ended; its labs are lost, a new one starts");
    for (let tries = 0; !this.#isStopping; tries += 1) {
      await delay(RESTART_DELAYS_MS[Math.min(tries, RESTART_DELAYS_MS.length - 1)]);
      try {
        const host = await LabHost.start(place, this.#options);
        if (this.#isStopping) await host.stop();
        else this.#adopt(place, host);
        return;
      } catch (error) {
        log.error({ labHost, err: error }, "a lab host does not start");
      }
    }
  }
}
