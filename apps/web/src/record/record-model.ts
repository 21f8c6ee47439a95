import type { LabEvent } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../shared/frame-batch.js";
import { LabClock } from "./lab-clock.js";
import { LabRecord } from "./lab-record.js";
import { RecordView } from "./record-view.js";
import type { SocketsSnapshot } from "./socket-changes.js";

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

  /** A connection follows the lab, which has these sockets now. */
  adopt(snapshot: SocketsSnapshot): void {
    this.clock.observe(snapshot.at);
    this.record.adopt(snapshot);
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
