import { createStore, type StoreApi } from "zustand/vanilla";
import type { EventLog } from "../../record/event-log.js";
import type { RecordModel } from "../../record/record-model.js";
import { RecordView } from "../../record/record-view.js";
import { type ScheduleFrame, scheduleAnimationFrame } from "../../shared/frame-batch.js";
import { MarkBook } from "./mark-book.js";
import { markEvents } from "./mark-events.js";
import { live, type Moment, type Speed } from "./moment.js";
import { Timeline } from "./timeline.js";

export interface MomentState {
  moment: Moment;
  speed: Speed;
  /** Whether pauses in which nothing happens are passed over quickly, and take less room. */
  isShorteningGaps: boolean;
}

interface MomentOptions {
  record: RecordModel;
  schedule?: ScheduleFrame;
  nowMs?: () => number;
}

/**
 * Which moment every pane shows: read `shown` for what was known of the lab then, `store` for which
 * moment it is, `nowUs` for the lab's clock as of then. In the past it is paused or plays, and
 * new events gather behind it.
 */
export class MomentModel {
  readonly store: StoreApi<MomentState>;
  readonly shown: StoreApi<RecordView>;
  readonly log: EventLog;
  readonly timeline = new Timeline();
  readonly marks = new MarkBook();
  readonly #record: RecordModel;
  readonly #schedule: ScheduleFrame;
  readonly #nowMs: () => number;
  #cancelFrame: (() => void) | undefined;

  constructor(options: MomentOptions) {
    const { record } = options;
    this.#record = record;
    this.#schedule = options.schedule ?? scheduleAnimationFrame;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.log = record.record.events;
    this.store = createStore(() => ({ moment: live, speed: 1, isShorteningGaps: true }));
    this.shown = createStore(() => record.store.getState());
    markEvents(record.record, this);
    record.record.observe({ onCleared: () => this.goLive() });
    record.store.subscribe((view) => {
      const { moment } = this.store.getState();
      if (moment.kind === "live") this.shown.setState(view, true);
      else if (this.log.length > 0 && moment.seq < this.log.firstSeq)
        this.#show(this.log.firstSeq, this.log.firstAtUs);
    });
  }

  get isLive(): boolean {
    return this.store.getState().moment.kind === "live";
  }

  /** The lab's clock at the moment shown, in microseconds. */
  nowUs(): number {
    const { moment } = this.store.getState();
    return moment.kind === "live" ? this.#record.clock.nowUs() : moment.atUs;
  }

  /** The same from the beginning of the run that is shown. */
  sinceRunUs(): number {
    const { moment } = this.store.getState();
    const seq = moment.kind === "live" ? this.log.lastSeq : moment.seq;
    return Math.max(0, this.nowUs() - this.#record.record.runs.startUs(seq));
  }

  /** Stands still: at the newest event where the page was live, else where a replay has come to. */
  pause(): void {
    this.#stopPlaying();
    if (this.isLive && this.log.length > 0) this.#show(this.log.lastSeq, this.nowUs());
  }

  /** Goes on from the moment shown, in time with the clock, until it has caught up. */
  play(): void {
    const { moment } = this.store.getState();
    if (moment.kind === "live" || moment.isPlaying) return;
    this.#set({ ...moment, isPlaying: true });
    this.#frame(this.#nowMs());
  }

  /** Play where the page is paused, else pause. */
  toggle(): void {
    const { moment } = this.store.getState();
    if (moment.kind === "past" && !moment.isPlaying) this.play();
    else this.pause();
  }

  replayAll(): void {
    this.first();
    this.play();
  }

  goLive(): void {
    this.#stopPlaying();
    if (this.isLive) return;
    this.#set(live);
    this.shown.setState(this.#record.store.getState(), true);
  }

  /** Shows the state after the event `seq`. */
  goTo(seq: number): void {
    if (this.log.length === 0) return;
    const bounded = Math.min(Math.max(seq, this.log.firstSeq), this.log.lastSeq);
    this.#stopPlaying();
    this.#show(bounded, this.log.atUsOf(bounded));
  }

  /** Shows the state at a time of the lab's clock. */
  goToTime(atUs: number): void {
    this.goTo(this.log.seqAt(Math.max(atUs, this.log.firstAtUs)));
  }

  /** Shows the moment that many events later, or earlier where `events` is negative. */
  step(events: number): void {
    const { moment } = this.store.getState();
    let seq = moment.kind === "live" ? this.log.lastSeq : moment.seq;
    const direction = events > 0 ? 1 : -1;
    for (let left = Math.abs(events); left > 0; left -= 1) {
      seq = this.log.neighbour(seq, direction)?.seq ?? seq;
    }
    this.goTo(seq);
  }

  first(): void {
    this.goTo(this.log.firstSeq);
  }

  setSpeed(speed: Speed): void {
    this.store.setState({ speed });
  }

  shortenGaps(isShorteningGaps: boolean): void {
    this.store.setState({ isShorteningGaps });
  }

  #show(seq: number, atUs: number): void {
    const { moment } = this.store.getState();
    const isPlaying = moment.kind === "past" && moment.isPlaying;
    this.#set({ kind: "past", seq, atUs, isPlaying });
    const shown = this.shown.getState();
    if (shown.asOf !== seq) this.shown.setState(new RecordView(this.#record.record, seq), true);
  }

  #stopPlaying(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    const { moment } = this.store.getState();
    if (moment.kind === "past" && moment.isPlaying) this.#set({ ...moment, isPlaying: false });
  }

  #set(moment: Moment): void {
    this.store.setState({ moment });
  }

  #frame(beganMs: number): void {
    this.#cancelFrame = this.#schedule(() => {
      const { moment, speed, isShorteningGaps } = this.store.getState();
      if (moment.kind === "live" || !moment.isPlaying) return;
      const nowMs = this.#nowMs();
      const passedUs = (nowMs - beganMs) * 1000 * speed;
      const { timeline } = this;
      const atUs = isShorteningGaps
        ? timeline.toReal(timeline.toShort(moment.atUs) + passedUs)
        : moment.atUs + passedUs;
      if (atUs >= this.log.lastAtUs) {
        this.goLive();
        return;
      }
      this.#show(Math.max(moment.seq, this.log.seqAt(atUs)), atUs);
      this.#frame(nowMs);
    });
  }
}
