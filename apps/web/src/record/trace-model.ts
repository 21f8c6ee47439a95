import type { KernelSocket, LabEvent } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../shared/frame-batch.js";
import { applyEvents, withoutEndedCalls, withSockets } from "./apply-events.js";
import { LabClock } from "./lab-clock.js";
import { emptyTrace, type TraceState } from "./trace-state.js";

export interface TraceSnapshot {
  sockets: readonly KernelSocket[];
  seq: number;
  at: number;
}

/** The lab's events → what is known of it, once per animation frame. */
export class TraceModel {
  readonly store: StoreApi<TraceState> = createStore(() => emptyTrace);
  readonly clock: LabClock;
  readonly #batch: FrameBatch<LabEvent>;
  readonly #listeners = new Set<(events: readonly LabEvent[]) => void>();

  constructor(options: { schedule?: ScheduleFrame; clock?: LabClock } = {}) {
    this.clock = options.clock ?? new LabClock();
    this.#batch = new FrameBatch<LabEvent>((events) => this.#apply(events), options.schedule);
  }

  get seq(): number {
    return this.store.getState().seq;
  }

  receive(event: LabEvent): void {
    this.clock.observe(event.at);
    this.#batch.push(event);
  }

  /**
   * A connection follows the lab, which has these sockets now. The events that led there may come
   * before this or after it.
   */
  adopt({ sockets, seq, at }: TraceSnapshot): void {
    this.clock.observe(at);
    this.store.setState((trace) => withSockets(trace, sockets, seq), true);
  }

  /** Hears each frame's events before they are part of the store. Those heard before may come again. */
  onEvents(listener: (events: readonly LabEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another lab: its clock and numbers start again. */
  reset(): void {
    this.#batch.clear();
    this.clock.reset();
    this.store.setState(emptyTrace, true);
  }

  clearEndedCalls(): void {
    this.store.setState(withoutEndedCalls, true);
  }

  #apply(events: readonly LabEvent[]): void {
    for (const listener of this.#listeners) listener(events);
    this.store.setState((trace) => applyEvents(trace, events), true);
  }
}
