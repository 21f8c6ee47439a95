import type { LabEvent } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../shared/frame-batch.js";
import { LabClock } from "./lab-clock.js";
import { LabRecord, type LabSnapshot } from "./lab-record.js";
import { RecordView } from "./record-view.js";

/** The lab's events → its record, once per animation frame. */
export class RecordModel {
  readonly record: LabRecord;
  /** What is known of the lab now: a new view whenever there is more. */
  readonly store: StoreApi<RecordView>;
  readonly clock: LabClock;
  readonly #batch: FrameBatch<LabEvent>;

  constructor(options: { schedule?: ScheduleFrame; clock?: LabClock; maxEvents?: number } = {}) {
    this.record = new LabRecord(options.maxEvents);
    this.store = createStore(() => new RecordView(this.record));
    this.clock = options.clock ?? new LabClock();
    this.#batch = new FrameBatch<LabEvent>((events) => this.append(events), options.schedule);
  }

  get seq(): number {
    return this.record.seq;
  }

  receive(event: LabEvent): void {
    this.clock.observe(event.at);
    this.#batch.push(event);
  }

  /** Events that come all at once, as from a file. */
  append(events: readonly LabEvent[]): void {
    this.record.append(events);
    this.#changed();
  }

  /** A connection follows the lab, which is this now. */
  adopt(snapshot: LabSnapshot): void {
    this.clock.observe(snapshot.at);
    this.record.adopt(snapshot);
    this.#changed();
  }

  /** The connection to the lab is lost: time stands still, and calls under way cannot return. */
  disconnect(): void {
    this.#batch.flush();
    this.clock.stop();
    this.record.setCut({ seq: this.record.seq, at: this.clock.nowUs() });
    this.#changed();
  }

  /** It is there again. */
  reconnect(): void {
    this.clock.start();
    this.record.setCut(null);
    this.#changed();
  }

  /** The lab has ended: with its network, which the person has reset, or without their doing. */
  endLab(how: "reset" | "lost"): void {
    this.#batch.flush();
    this.clock.stop();
    const end =
      how === "reset"
        ? ({ reason: "killed", status: 137 } as const)
        : ({ reason: "labClosed", status: 1 } as const);
    this.record.endAll(this.clock.nowUs(), end);
    this.#changed();
  }

  /** Another lab: its clock and numbers start again. */
  reset(): void {
    this.#batch.clear();
    this.clock.reset();
    this.record.reset();
    this.#changed();
  }

  /** Forgets what is over. */
  clear(): void {
    this.record.clear();
    this.#changed();
  }

  #changed(): void {
    this.store.setState(new RecordView(this.record), true);
  }
}
