import { type Fact, type Look, StateEngine } from "@sockpit/engine";
import type { KernelSocket } from "@sockpit/protocol";
import { countCorrection } from "../lab-totals.js";
import { changesField } from "./changes-json.js";

/** What the trace hands over with an event, to be completed once all before it are in order. */
export type TraceFact =
  | Fact
  | { readonly kind: "looked"; readonly look: Look }
  | { readonly kind: "listed"; readonly socket: KernelSocket };

/** Puts a line, but for its end, into the trace. */
type Write = (atUs: number, head: string) => void;

/** Completes the events of a lab, in their order, with what they change: see `StateEngine`. */
export class Derivation {
  readonly #engine: StateEngine;

  constructor({ seesPackets }: { seesPackets: boolean }) {
    this.#engine = new StateEngine({ seesPackets });
  }

  /** A look has shown what only another one explains. */
  get isInDoubt(): boolean {
    return this.#engine.isInDoubt;
  }

  /** When the next timer goes off. */
  get nextTimerUs(): number {
    return this.#engine.nextTimerUs;
  }

  /** Writes the timers that have gone off before a moment. */
  expire(atUs: number, write: Write): void {
    while (this.#engine.nextTimerUs <= atUs) {
      const dueUs = this.#engine.nextTimerUs;
      const finding = this.#engine.expire(dueUs);
      if (finding !== null) write(dueUs, JSON.stringify(finding).slice(0, -1));
    }
  }

  /** Writes an event with what it changes, and what else it shows. An empty head is no event. */
  complete({ atUs, head, fact }: { atUs: number; head: string; fact: TraceFact }, write: Write): void {
    if (fact.kind === "looked") {
      for (const finding of this.#engine.look(fact.look, atUs)) {
        if (finding.event === "viewCorrected") countCorrection();
        write(atUs, JSON.stringify(finding).slice(0, -1));
      }
      return;
    }
    if (fact.kind === "listed") {
      const socket = this.#engine.confirmed(fact.socket);
      if (socket !== null) write(atUs, JSON.stringify({ event: "socketChanged", socket }).slice(0, -1));
      return;
    }
    const changes = this.#engine.take(fact, atUs);
    if (head !== "") write(atUs, changes.length === 0 ? head : head + changesField(changes));
  }

  /** A socket with the states and queues that were derived up to the newest event. */
  confirmed(socket: KernelSocket): KernelSocket {
    return this.#engine.confirmed(socket) ?? socket;
  }
}
