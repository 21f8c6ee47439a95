import { setTimeout as delay } from "node:timers/promises";
import { codedFailure, type Isolation, type NetworkKind } from "@sockpit/protocol";
import { LabHost, LabHostStartError } from "./lab-host.js";
import { SettingError } from "./options.js";

/** After a lab host died: how long until the next try, while tries fail. */
const RESTART_DELAYS_MS = [0, 250, 1000, 5000];

/** Keeps one lab host running: picks the network at start, and replaces a host that dies. */
export class LabHosts {
  readonly network: NetworkKind;
  readonly isolation: Isolation;
  readonly #onLost: (host: LabHost) => void;
  readonly #onLabClosed: (lab: string) => void;
  #current: LabHost | undefined;
  #isStopping = false;

  private constructor(host: LabHost, hooks: LabHostsHooks) {
    this.network = host.network;
    this.isolation = host.isolation;
    this.#onLost = hooks.onLost;
    this.#onLabClosed = hooks.onLabClosed;
    this.#adopt(host);
  }

  /** Isolated where the machine allows it, else mapped; or what is forced, and a `SettingError` where that cannot be. */
  static async start(forced: NetworkKind | undefined, hooks: LabHostsHooks): Promise<LabHosts> {
    if (forced === "mapped") {
      return new LabHosts(await LabHost.start("mapped", "SOCKPIT_NETWORK=mapped was asked for"), hooks);
    }
    const attempt = await tryIsolated();
    if (attempt instanceof LabHost) return new LabHosts(attempt, hooks);
    if (forced === "isolated") {
      throw new SettingError(
        `SOCKPIT_NETWORK=isolated cannot be had on this machine (${attempt}). Unset it to use the mapped network, ` +
          "or allow unprivileged user namespaces (see docs/networks.md).",
      );
    }
    return new LabHosts(await LabHost.start("mapped", attempt), hooks);
  }

  /** The host for a new lab. `lab_host_lost` while a new one starts. */
  pick(): LabHost {
    if (this.#current !== undefined) return this.#current;
    throw codedFailure("lab_host_lost", "The lab host is being replaced. Try again in a second.");
  }

  get isReady(): boolean {
    return this.#current !== undefined;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#current?.stop();
  }

  #adopt(host: LabHost): void {
    this.#current = host;
    host.onLabClosed(this.#onLabClosed);
    host.onExit(() => {
      this.#current = undefined;
      this.#onLost(host);
      if (!this.#isStopping) void this.#replace();
    });
  }

  async #replace(): Promise<void> {
    console.error("sockpit: a lab host has ended; its labs are lost, a new one starts");
    for (let tries = 0; !this.#isStopping; tries += 1) {
      await delay(RESTART_DELAYS_MS[Math.min(tries, RESTART_DELAYS_MS.length - 1)]);
      try {
        const host = await LabHost.start(this.network, this.isolation.reason);
        if (this.#isStopping) await host.stop();
        else this.#adopt(host);
        return;
      } catch (error) {
        console.error(
          "sockpit: the lab host does not start:",
          error instanceof Error ? error.message : error,
        );
      }
    }
  }
}

export interface LabHostsHooks {
  /** A host has ended, and its labs with it. */
  onLost(host: LabHost): void;
  onLabClosed(lab: string): void;
}

/** An isolated lab host, or why there is none. */
async function tryIsolated(): Promise<LabHost | string> {
  try {
    const host = await LabHost.start("isolated");
    if (host.isolation.available) return host;
    await host.stop();
    return host.isolation.reason ?? "network namespaces do not work";
  } catch (error) {
    if (error instanceof LabHostStartError) return `user namespace: ${error.message}`;
    throw error;
  }
}
