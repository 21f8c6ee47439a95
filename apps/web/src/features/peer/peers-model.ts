import { createStore, type StoreApi } from "zustand/vanilla";
import type { ScheduleFrame } from "../../shared/frame-batch.js";
import { newId } from "../../shared/new-id.js";
import type { KeyValueStorage } from "../../shared/storage.js";
import { Console, type ConsoleConnection, Recorder } from "../console/public.js";
import { Browser } from "./browser-model.js";
import { urlOf } from "./http/request.js";
import { HttpClient } from "./http-model.js";
import type { PeerKind } from "./peer-kind.js";
import type { PeerLab, PeerTarget } from "./peer-process.js";
import { Terminal } from "./terminal-model.js";

export type Peer =
  | { readonly id: string; readonly kind: "terminal"; readonly model: Terminal; readonly target: PeerTarget }
  | { readonly id: string; readonly kind: "http"; readonly model: HttpClient }
  | { readonly id: string; readonly kind: "browser"; readonly model: Browser }
  | { readonly id: string; readonly kind: "console"; readonly model: Console };

/** What consoles have of the page. */
interface ConsoleSources {
  /** A connection to the lab, for one of them alone. */
  open(): Promise<ConsoleConnection>;
  readonly storage: KeyValueStorage | undefined;
}

interface PeersState {
  readonly peers: readonly Peer[];
  /** The one that is in front. */
  readonly shown: string | undefined;
  /** In a lab with a wire: the host of each one's processes, where it is not the first. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** As many as a chat has ends that a person follows; each has a connection of its own while it is used. */
export const MAX_PEERS = 8;

/** What consoles are called, until the person calls them otherwise. */
const consoleNames = Array.from({ length: MAX_PEERS }, (_, at) => `console-${at + 1}`);

/** The other ends that a person has opened. */
export class PeersModel {
  readonly store: StoreApi<PeersState> = createStore(() => ({
    peers: [],
    shown: undefined,
    hosts: new Map(),
  }));
  readonly #lab: PeerLab;
  readonly #consoles: ConsoleSources;
  readonly #schedule: ScheduleFrame | undefined;
  /** In which order the consoles have made their calls. */
  readonly #recorder = new Recorder();

  constructor(lab: PeerLab, consoles: ConsoleSources, schedule?: ScheduleFrame) {
    this.#lab = lab;
    this.#consoles = consoles;
    this.#schedule = schedule;
  }

  /** Opens another; where there are too many, shows the last of its kind. */
  open(kind: PeerKind, target: PeerTarget): void {
    const { peers } = this.store.getState();
    if (peers.length >= MAX_PEERS) {
      this.store.setState(({ shown }) => ({
        shown: peers.findLast((peer) => peer.kind === kind)?.id ?? shown,
      }));
      return;
    }
    const peer = this.#made(kind, target);
    this.store.setState({ peers: [...peers, peer], shown: peer.id });
    if (target.onlyFrom !== undefined) this.setHost(peer.id, target.onlyFrom);
  }

  show(id: string): void {
    this.store.setState({ shown: id });
  }

  /** Where its next process runs. */
  setHost(id: string, host: string): void {
    this.store.setState(({ hosts }) => ({ hosts: new Map(hosts).set(id, host) }));
  }

  close(id: string): void {
    const { peers, shown } = this.store.getState();
    const index = peers.findIndex((peer) => peer.id === id);
    peers[index]?.model.close();
    const left = peers.filter((peer) => peer.id !== id);
    const next = left[Math.min(index, left.length - 1)]?.id;
    this.store.setState({ peers: left, shown: shown === id ? next : shown });
  }

  closeAll(): void {
    for (const { model } of this.store.getState().peers) model.close();
    this.store.setState({ peers: [], shown: undefined });
  }

  #freeName(): string {
    const taken = this.store
      .getState()
      .peers.flatMap((peer) => (peer.kind === "console" ? [peer.model.store.getState().name] : []));
    return consoleNames.find((name) => !taken.includes(name)) ?? "console";
  }

  #made(kind: PeerKind, target: PeerTarget): Peer {
    const id = newId();
    const url = urlOf(target.host, target.port);
    const hostOf = () => this.store.getState().hosts.get(id);
    const lab: PeerLab = { start: (name) => this.#lab.start(name, hostOf()) };
    switch (kind) {
      case "terminal":
        return { id, kind, model: new Terminal(lab, this.#schedule), target };
      case "http":
        return { id, kind, model: new HttpClient(lab, url, this.#schedule) };
      case "browser":
        return { id, kind, model: new Browser(lab, url) };
      case "console":
        return {
          id,
          kind,
          model: new Console(this.#freeName(), { ...this.#consoles, recorder: this.#recorder, hostOf }),
        };
    }
  }
}
