import type { Chapter } from "./chapters/chapter.js";
import type { CallEntry, Entry } from "./entry.js";

/** What is drawn from the record as it grows, at each event and in this order. */
export interface RecordObserver {
  /** An event, with its time, which never falls. */
  onEvent?(atUs: number): void;
  onEntry?(entry: Entry): void;
  onCallFailed?(call: CallEntry): void;
  /** A chapter is new, or has grown. */
  onChapter?(chapter: Chapter): void;
  /** Everything of before the event `firstSeq` is gone. */
  onEvicted?(firstSeq: number): void;
  /** A person has cleared it, or it is another lab's now. */
  onCleared?(): void;
}
