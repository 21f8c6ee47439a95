import {
  type CallError,
  CallFailure,
  type ControlName,
  type ControlParams,
  type HandAction,
  type WireRule,
  type WireSettings,
} from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { LabRecord } from "../../record/lab-record.js";
import { WireTraffic } from "../../record/wire-traffic.js";
import { moveTo, orderHeld } from "./hold-order.js";
import type { Scope } from "./pending-change.js";
import { WireSetter } from "./wire-setter.js";

export const sections = ["settings", "rules", "log"] as const;
export type Section = (typeof sections)[number];

interface Decision {
  /** When it was let go, in microseconds of the lab's clock; undefined where it was dropped. */
  readonly releasedUs: number | undefined;
}

interface WireModelState {
  readonly isFolded: boolean;
  /** What is open below the wire. */
  readonly section: Section | null;
  /** Which direction the controls are for, or all of the wire. */
  readonly scope: Scope;
  /** The order in which held packets are to be let go. */
  readonly order: readonly number[];
  /** The packets that this page has decided about, of which the lab has said nothing yet. */
  readonly acted: ReadonlyMap<number, Decision>;
  /** What the lab refused last. */
  readonly failure: WireFailure | null;
}

export type WireFailure = { kind: "gone"; packet: number } | { kind: "error"; error: CallError };

interface WireModelOptions {
  record: LabRecord;
  nowUs(): number;
  control<N extends ControlName>(name: N, params: ControlParams<N>): Promise<unknown>;
}

/** What a person does with the wire of a lab, and how they look at it. */
export class WireModel {
  readonly store: StoreApi<WireModelState> = createStore(() => ({
    isFolded: false,
    section: null,
    scope: "all",
    order: [],
    acted: new Map(),
    failure: null,
  }));
  readonly traffic: WireTraffic;
  readonly setter: WireSetter;
  readonly #options: WireModelOptions;

  constructor(options: WireModelOptions) {
    this.#options = options;
    this.traffic = new WireTraffic(options.record);
    this.setter = new WireSetter({
      send: (change) => options.control("setWire", change),
      onFailed: (failure) => this.#failed(failure),
    });
    const isThere = (packet: number) => options.record.findPacket(packet) !== undefined;
    options.record.observe({
      onCleared: () => {
        this.store.setState(({ order }) => ({ order: order.filter(isThere) }));
        this.forget(isThere);
      },
    });
  }

  fold(isFolded: boolean): void {
    this.store.setState({ isFolded });
  }

  open(section: Section | null): void {
    this.store.setState({ section, isFolded: false });
  }

  setScope(scope: Scope): void {
    this.store.setState({ scope });
  }

  set(scope: Scope, settings: Partial<WireSettings>): void {
    this.store.setState({ failure: null });
    this.setter.set(scope, settings);
  }

  /** What TCP sockets of a host begin with, that are made from then on. */
  setCongestion(host: string, congestionControl: string): void {
    this.store.setState({ failure: null });
    this.setter.setCongestion(host, congestionControl);
  }

  setRules(rules: readonly WireRule[]): void {
    this.store.setState({ failure: null });
    this.setter.setRules(rules);
  }

  /** The packets that are held, in the order in which a person means to let them go. */
  ordered(held: readonly number[]): readonly number[] {
    return orderHeld(this.store.getState().order, held);
  }

  /** Puts a held packet at another place among those that are held in its direction. */
  move(held: readonly number[], packet: number, place: number): void {
    this.store.setState({ order: moveTo(this.ordered(held), packet, place) });
  }

  async act(packet: number, action: HandAction): Promise<void> {
    const { acted } = this.store.getState();
    if (acted.has(packet)) return;
    const next = new Map(acted);
    next.set(packet, { releasedUs: action === "drop" ? undefined : this.#options.nowUs() });
    this.store.setState({ acted: next, failure: null });
    try {
      await this.#options.control("actOnPacket", { packet, action });
    } catch (failure) {
      const rest = new Map(this.store.getState().acted);
      if (isGone(failure)) this.store.setState({ failure: { kind: "gone", packet } });
      else {
        rest.delete(packet);
        this.store.setState({ acted: rest });
        this.#failed(failure);
      }
    }
  }

  /** Lets them go one after another, in this order. */
  async releaseAll(packets: readonly number[]): Promise<void> {
    for (const packet of packets) {
      if (this.store.getState().failure?.kind === "error") return;
      await this.act(packet, "release");
    }
  }

  /** Forgets what was done to packets that have left the wire. */
  forget(isOnWire: (packet: number) => boolean): void {
    const { acted } = this.store.getState();
    const rest = [...acted].filter(([packet]) => isOnWire(packet));
    if (rest.length < acted.size) this.store.setState({ acted: new Map(rest) });
  }

  dismissFailure(): void {
    this.store.setState({ failure: null });
  }

  #failed(failure: unknown): void {
    const error: CallError =
      failure instanceof CallFailure
        ? failure.error
        : { kind: "internal", code: "internal", message: String(failure) };
    this.store.setState({ failure: { kind: "error", error } });
  }
}

function isGone(failure: unknown): boolean {
  return failure instanceof CallFailure && "code" in failure.error && failure.error.code === "no_such_packet";
}
