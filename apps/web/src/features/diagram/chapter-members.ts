import { type Chapter, lastOf } from "../../record/chapters/chapter.js";
import type { ChangeCause, Entry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { Row } from "./rows.js";

/** Chapters by what their entries have in common, to find those that a row may belong to. */
export class ChapterMembers {
  readonly #record: LabRecord;
  readonly #chapters: ReadonlySet<Chapter>;
  readonly #byName = new Map<string, Chapter[]>();

  constructor(record: LabRecord, chapters: Iterable<Chapter>) {
    this.#record = record;
    this.#chapters = new Set(chapters);
    for (const chapter of this.#chapters)
      for (const name of [chapter.flow, ...chapter.sockets]) {
        const named = this.#byName.get(name);
        if (named === undefined) this.#byName.set(name, [chapter]);
        else named.push(chapter);
      }
  }

  /** Whether a row belongs to one of the chapters. A pause belongs to what comes after it. */
  has(row: Row, next: Row | undefined): boolean {
    if (row.kind === "gap") return next !== undefined && next.kind !== "gap" && this.has(next, undefined);
    if (row.kind === "chapter") return false;
    const entry = row.kind === "fold" ? row.fold.entries[0] : row.kind === "time" ? row.before : row.entry;
    if (entry === undefined) return false;
    const packet = entry.kind === "arrival" ? entry.of : entry;
    // Packets on a wire overtake each other: one that arrives late is still of the chapter in which it was sent.
    if (packet.kind === "packet" && packet.packet.wire !== undefined && row.kind !== "fold")
      return this.#record.chapters.of(packet).some((chapter) => this.#chapters.has(chapter));
    return this.#namesOf(entry).some((name) =>
      this.#byName.get(name)?.some((chapter) => {
        return chapter.start.seq <= row.lastSeq && row.seq <= lastOf(chapter).seq;
      }),
    );
  }

  /** The chapters of a run of bulk. */
  namedBy({ fold }: Extract<Row, { kind: "fold" }>): Chapter[] {
    const [first] = fold.entries;
    const names = first === undefined ? [] : this.#namesOf(first);
    return [...new Set(names.flatMap((name) => this.#byName.get(name) ?? []))];
  }

  #namesOf(entry: Entry): readonly string[] {
    switch (entry.kind) {
      case "packet": {
        const about = entry.about === null ? undefined : this.#record.findPacket(entry.about);
        return about === undefined ? [entry.flow] : [entry.flow, about.flow];
      }
      case "arrival":
        return this.#namesOf(entry.of);
      case "call":
        return entry.socket === null ? [] : [entry.socket];
      case "return":
        return this.#namesOf(entry.of);
      case "state":
        return [entry.socket];
      case "queue":
        return this.#flowOf(entry.cause);
      default:
        return [];
    }
  }

  #flowOf(cause: ChangeCause): readonly string[] {
    const packet = cause.kind === "packet" ? this.#record.findPacket(cause.packet) : undefined;
    return packet === undefined ? [] : [packet.flow];
  }
}
