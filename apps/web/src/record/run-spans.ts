import { upperBound } from "../shared/upper-bound.js";
import { type Moment, NOW } from "./moment.js";

/** From the start of a process while no other lives to the end of the last one. */
export interface RunSpan {
  start: Moment;
  /** Null while a process lives. */
  end: Moment | null;
}

/** The runs of a lab, oldest first. A run's time begins with it. */
export class RunSpans {
  readonly #living = new Set<number>();
  #spans: RunSpan[] = [];

  get latest(): RunSpan | undefined {
    return this.#spans.at(-1);
  }

  started(pid: number, { seq, at }: Moment): void {
    if (this.#living.size === 0) this.#spans.push({ start: { seq, at }, end: null });
    this.#living.add(pid);
  }

  ended(pid: number, { seq, at }: Moment): void {
    const isLast = this.#living.delete(pid) && this.#living.size === 0;
    if (isLast && this.latest !== undefined) this.latest.end = { seq, at };
  }

  /** The run that an event belongs to, or that came before it. */
  at(seq: number): RunSpan | undefined {
    return seq === NOW
      ? this.latest
      : this.#spans[upperBound(this.#spans, ({ start }) => start.seq <= seq) - 1];
  }

  /** The lab's clock when the run of an event began, in microseconds: 0 of its time. */
  startUs(seq: number): number {
    return (this.at(seq) ?? this.#spans[0])?.start.at ?? 0;
  }

  /** A run is kept as long as one of its events, and the newest always. */
  evict(firstSeq: number): void {
    this.#spans = this.#spans.filter(
      (span) => span === this.latest || span.end === null || span.end.seq >= firstSeq,
    );
  }

  reset(): void {
    this.#living.clear();
    this.#spans = [];
  }
}
