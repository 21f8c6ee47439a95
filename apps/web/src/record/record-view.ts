import { type Chapter, type ChapterThen, chapterAt } from "./chapters/chapter.js";
import { type CallEntry, type CallState, callStateAt, isOpenAt } from "./entry.js";
import type { LabRecord } from "./lab-record.js";
import { type Moment, NOW } from "./moment.js";
import type { ProcessThen } from "./processes.js";
import type { GoneSocket } from "./socket-book.js";
import type { RecordedSocket, StateStep } from "./socket-history.js";

/** A chapter, and what was known of it. */
export interface KnownChapter {
  chapter: Chapter;
  then: ChapterThen;
}

/**
 * What was known of a lab as of a moment. Live views and a replay read the same: `NOW` is a moment as well. The record
 * grows behind it, so a live view is made anew for what is new.
 */
export class RecordView {
  readonly record: LabRecord;
  /** The newest event that counts: `NOW`, or its number. */
  readonly asOf: number;
  /** That event's number, and the lab's clock then. */
  readonly seq: number;
  readonly atUs: number;
  #sockets: ReadonlyMap<string, RecordedSocket> | undefined;

  constructor(record: LabRecord, asOf = NOW) {
    const { events } = record;
    this.record = record;
    this.asOf = asOf;
    this.seq = asOf === NOW ? events.lastSeq : asOf;
    this.atUs = asOf === NOW ? events.lastAtUs : events.atUsOf(asOf);
  }

  /** The calls in the order in which they began; the first `callCount` of them had. */
  get calls(): readonly CallEntry[] {
    return this.record.calls.list;
  }

  get callCount(): number {
    return this.asOf === NOW ? this.calls.length : this.record.calls.countAt(this.asOf);
  }

  /** A call that had begun. */
  findCall(call: number): CallEntry | undefined {
    const found = this.record.findCall(call);
    return found !== undefined && found.seq <= this.asOf ? found : undefined;
  }

  stateOf(call: CallEntry): CallState {
    return callStateAt(call, this.asOf);
  }

  isOpen(call: CallEntry): boolean {
    return isOpenAt(call, this.asOf);
  }

  /** Microseconds from the beginning of the run to an event of it. */
  sinceRun({ seq, at }: Moment): number {
    return at - this.record.runs.startUs(seq);
  }

  /** What belonged together from an event on, in the order in which it came to be known: the first so many. */
  chapters(fromSeq = 0, most = Number.POSITIVE_INFINITY): readonly KnownChapter[] {
    const { chapters } = this.record;
    const first = chapters.countAt(fromSeq - 1);
    const end = Math.min(chapters.countAt(this.asOf), first + most);
    return chapters.all.slice(first, end).flatMap((chapter) => {
      const then = chapterAt(chapter, this.asOf);
      return then === undefined ? [] : [{ chapter, then }];
    });
  }

  /** How many chapters were known that had come to be known with an event or later. */
  chapterCount(fromSeq: number): number {
    const { chapters } = this.record;
    return Math.max(0, chapters.countAt(this.asOf) - chapters.countAt(fromSeq - 1));
  }

  /** A process's calls that wait in the kernel, the longest first. */
  blockedCalls(pid: number): CallEntry[] {
    const blocked = this.openCalls(pid).filter((call) => this.stateOf(call).kind === "blocked");
    return blocked.sort((a, b) => (a.blocked?.seq ?? 0) - (b.blocked?.seq ?? 0));
  }

  /** A process's calls that have begun and not ended. */
  openCalls(pid: number): CallEntry[] {
    return this.record.calls.openAt(this.asOf).filter((call) => call.pid === pid);
  }

  /** A process's calls, the newest first. */
  callsBackwards(pid: number): Iterable<CallEntry> {
    return this.record.processes.callsBackwards(pid, this.asOf);
  }

  process(pid: number): ProcessThen | undefined {
    return this.record.processes.at(pid, this.asOf);
  }

  get processes(): readonly ProcessThen[] {
    return this.record.processes.allAt(this.asOf);
  }

  /** The kernel's sockets, by their ids. */
  get sockets(): ReadonlyMap<string, RecordedSocket> {
    this.#sockets ??= this.record.sockets.at(this.asOf);
    return this.#sockets;
  }

  /** The states that a socket had come through, oldest first. */
  statesOf(id: string): readonly StateStep[] {
    return this.record.sockets.find(id)?.statesAt(this.asOf) ?? [];
  }

  /** Sockets that the kernel no longer had, the newest first. */
  gone(count: number): readonly GoneSocket[] {
    return this.record.sockets.goneAt(this.asOf, count);
  }
}
