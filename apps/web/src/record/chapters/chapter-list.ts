import { upperBound } from "../../shared/upper-bound.js";
import type { CallEntry, PacketEntry } from "../entry.js";
import { type Moment, NOW } from "../moment.js";
import { type Chapter, type ChapterKind, count, countPacket, evictFromChapter, lastOf } from "./chapter.js";

interface NewChapter {
  kind: ChapterKind;
  flow: string;
  opener: PacketEntry | CallEntry;
  /** Its first entry, where that is not what began it. */
  start?: Moment | undefined;
  /** The event with which it becomes known. */
  since: Moment;
  isRepeated?: boolean;
}

/** The chapters in the order in which they came to be known. Each is kept as long as one of its events. */
export class ChapterList {
  readonly all: Chapter[] = [];
  readonly #ofPacket = new WeakMap<PacketEntry, readonly Chapter[]>();
  #begun = 0;
  readonly #onChange: (chapter: Chapter) => void;

  /** `onChange` is called with each chapter that is new or has grown. */
  constructor(onChange: (chapter: Chapter) => void) {
    this.#onChange = onChange;
  }

  begin({ kind, flow, opener, start, since, isRepeated = false }: NewChapter): Chapter {
    this.#begun += 1;
    const { seq, at } = start ?? opener;
    const chapter: Chapter = {
      id: this.#begun,
      kinds: [{ seq: since.seq, kind }],
      flow,
      sockets: new Set(),
      start: { seq, at },
      since: since.seq,
      end: null,
      opener,
      answer: null,
      packets: [],
      counts: [],
      firstSent: null,
      fullQueue: null,
    };
    if (opener.kind === "packet") {
      countPacket(chapter, opener, isRepeated);
      this.#join(chapter, opener);
    } else {
      if (opener.socket !== null) chapter.sockets.add(opener.socket);
      count(chapter, since);
    }
    this.all.push(chapter);
    this.#onChange(chapter);
    return chapter;
  }

  add(chapter: Chapter, entry: PacketEntry, isRepeated = false): void {
    countPacket(chapter, entry, isRepeated);
    this.#join(chapter, entry);
    this.#onChange(chapter);
  }

  /** A packet of chapters has left the wire: they reach as far. */
  left(entry: PacketEntry, moment: Moment, isLost: boolean): void {
    for (const chapter of this.of(entry)) {
      count(chapter, moment, isLost ? { lost: 1 } : {});
      this.#onChange(chapter);
    }
  }

  /** The chapters of a packet. */
  of(entry: PacketEntry): readonly Chapter[] {
    return this.#ofPacket.get(entry) ?? [];
  }

  /** An event other than a packet belongs to the chapter. */
  extend(chapter: Chapter, moment: Moment, added: Parameters<typeof count>[2] = {}): void {
    count(chapter, moment, added);
    this.#onChange(chapter);
  }

  /** Nothing is missing of it any more. */
  end(chapter: Chapter, { seq, at }: Moment): void {
    if (chapter.end !== null) return;
    chapter.end = { seq, at };
    this.#onChange(chapter);
  }

  /** How many had come to be known when an event was the newest. */
  countAt(asOf: number): number {
    return asOf === NOW ? this.all.length : upperBound(this.all, ({ since }) => since <= asOf);
  }

  evict(firstSeq: number): void {
    const kept = this.all.filter((chapter) => lastOf(chapter).seq >= firstSeq);
    this.all.splice(0, this.all.length, ...kept);
    for (const chapter of kept) evictFromChapter(chapter, firstSeq);
  }

  reset(): void {
    this.all.length = 0;
    this.#begun = 0;
  }

  #join(chapter: Chapter, entry: PacketEntry): void {
    const chapters = this.of(entry);
    if (!chapters.includes(chapter)) this.#ofPacket.set(entry, [...chapters, chapter]);
  }
}
