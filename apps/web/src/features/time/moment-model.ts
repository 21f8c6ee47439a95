import { createStore, type StoreApi } from "zustand/vanilla";
import type { EventLog } from "../../record/event-log.js";
import type { RecordModel } from "../../record/record-model.js";
import { RecordView } from "../../record/record-view.js";
import { type ScheduleFrame, scheduleAnimationFrame } from "../../shared/frame-batch.js";
import { MarkBook } from "./mark-book.js";
import { markEvents } from "./mark-events.js";
import { live, type Moment, type Pace, paces } from "./moment.js";
import { isQuiet } from "./quiet-event.js";
import { Timeline } from "./timeline.js";

/**
 * A frame counts as this long at most in a replay: while the page draws slowly or is hidden, nobody sees what
 * is played. Shorter than the quickest pace shows an event, so each is drawn.
 */
const LONGEST_FRAME_MS = 100;

export interface MomentState {
  moment: Moment;
  pace: Pace;
  /** Whether pauses in which nothing happens are passed over quickly, and take less room. */
  isShorteningGaps: boolean;
}

interface MomentOptions {
  record: RecordModel;
  schedule?: ScheduleFrame;
  nowMs?: () => number;
  /** Whether it is an earlier run's: nothing is to come, so its newest moment is its end. */
  isOver?: boolean;
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
  readonly isOver: boolean;
  readonly #record: RecordModel;
  readonly #schedule: ScheduleFrame;
  readonly #nowMs: () => number;
  #cancelFrame: (() => void) | undefined;
  /** How long the event shown has been seen, in a replay event by event. */
  #seenMs = 0;

  constructor(options: MomentOptions) {
    const { record } = options;
    this.#record = record;
    this.#schedule = options.schedule ?? scheduleAnimationFrame;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.isOver = options.isOver ?? false;
    this.log = record.record.events;
    this.store = createStore(() => ({ moment: live, pace: "one", isShorteningGaps: true }));
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

  /** Continues from the moment shown, at the pace chosen, until it has caught up. */
  play(): void {
    const { moment } = this.store.getState();
    if (moment.kind === "live" || moment.isPlaying) return;
    this.#set({ ...moment, isPlaying: true });
    this.#seenMs = 0;
    this.#frame(this.#nowMs());
  }

  /** Play where the page is paused, else pause. */
  toggle(): void {
    const { moment } = this.store.getState();
    if (moment.kind === "past" && !moment.isPlaying) this.play();
    else this.pause();
  }

  /** Plays the newest run from its beginning. */
  replayAll(): void {
    this.goTo(this.#record.record.runs.latest?.start.seq ?? this.log.firstSeq);
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

  /** Shows the moment that many events later, or earlier where `events` is negative. Those that say nothing new do not count. */
  step(events: number): void {
    let seq = this.#seq;
    const direction = events > 0 ? 1 : -1;
    for (let left = Math.abs(events); left > 0; left -= 1) seq = this.#next(seq, direction) ?? seq;
    this.goTo(seq);
  }

  /** Shows the beginning of the chapter after the moment shown, or of the one before it. */
  stepChapter(direction: 1 | -1): void {
    const seq = this.isLive ? Number.POSITIVE_INFINITY : this.#seq;
    const starts = this.#record.record.chapters.all.map(({ since }) => since);
    const target =
      direction === 1 ? starts.find((start) => start > seq) : starts.findLast((start) => start < seq);
    if (target !== undefined) this.goTo(target);
    else if (direction === 1) this.goLive();
    else this.first();
  }

  first(): void {
    this.goTo(this.log.firstSeq);
  }

  setPace(pace: Pace): void {
    this.store.setState({ pace });
  }

  shortenGaps(isShorteningGaps: boolean): void {
    this.store.setState({ isShorteningGaps });
  }

  get #seq(): number {
    const { moment } = this.store.getState();
    return moment.kind === "live" ? this.log.lastSeq : moment.seq;
  }

  /** The next event that says something, in either direction; undefined at the ends. */
  #next(seq: number, direction: 1 | -1): number | undefined {
    let event = this.log.neighbour(seq, direction);
    while (event !== undefined && isQuiet(event, this.#record.record))
      event = this.log.neighbour(event.seq, direction);
    return event?.seq;
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

  /** The next event, where the one shown has been seen long enough. Returns whether the replay goes on. */
  #playEvents(from: number, { passedMs, intervalMs }: { passedMs: number; intervalMs: number }): boolean {
    this.#seenMs += passedMs;
    if (this.#seenMs < intervalMs) return true;
    this.#seenMs = Math.min(this.#seenMs - intervalMs, LONGEST_FRAME_MS);
    const seq = this.#next(from, 1);
    if (seq === undefined) this.goLive();
    else this.#show(seq, this.log.atUsOf(seq));
    return seq !== undefined;
  }

  /** As far as the lab's clock has come since the last frame. Returns whether the replay goes on. */
  #playTime({ seq, atUs }: { seq: number; atUs: number }, passedUs: number): boolean {
    const { timeline } = this;
    const toUs = this.store.getState().isShorteningGaps
      ? timeline.toReal(timeline.toShort(atUs) + passedUs)
      : atUs + passedUs;
    const isOver = toUs >= this.log.lastAtUs;
    if (isOver) this.goLive();
    else this.#show(Math.max(seq, this.log.seqAt(toUs)), toUs);
    return !isOver;
  }

  #frame(beganMs: number): void {
    this.#cancelFrame = this.#schedule(() => {
      const { moment, pace } = this.store.getState();
      if (moment.kind === "live" || !moment.isPlaying) return;
      const nowMs = this.#nowMs();
      const passedMs = Math.min(nowMs - beganMs, LONGEST_FRAME_MS);
      const how = paces[pace];
      const goesOn =
        "eventsPerSecond" in how
          ? this.#playEvents(moment.seq, { passedMs, intervalMs: 1000 / how.eventsPerSecond })
          : this.#playTime(moment, passedMs * 1000 * how.clockRate);
      if (goesOn) this.#frame(nowMs);
    });
  }
}
