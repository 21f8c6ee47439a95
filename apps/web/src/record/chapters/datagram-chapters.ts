import type { CallEntry, PacketEntry } from "../entry.js";
import type { Chapter } from "./chapter.js";
import type { ChapterList } from "./chapter-list.js";

interface Parts {
  list: ChapterList;
  findPacket(packet: number): PacketEntry | undefined;
  senderOf(entry: PacketEntry): CallEntry | undefined;
}

/** UDP has no connections: what two addresses send each other is one chapter. */
export class DatagramChapters {
  readonly #parts: Parts;
  readonly #open = new Map<string, Chapter>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  packet(entry: PacketEntry): void {
    const { list, findPacket, senderOf } = this.#parts;
    const about = entry.about === null ? undefined : findPacket(entry.about);
    const flow = about?.flow ?? entry.flow;
    const chapter = this.#open.get(flow);
    if (chapter !== undefined) list.add(chapter, entry);
    else if (entry.packet.udp !== undefined)
      this.#open.set(
        flow,
        list.begin({ kind: "datagrams", flow, opener: entry, start: senderOf(entry), since: entry }),
      );
    // Nobody has the port: there will be no more.
    if (chapter !== undefined && about !== undefined) list.end(chapter, entry);
  }

  /** Chapters that are no longer kept cannot grow. */
  evict(isKept: (chapter: Chapter) => boolean): void {
    for (const [flow, chapter] of this.#open) if (!isKept(chapter)) this.#open.delete(flow);
  }

  reset(): void {
    this.#open.clear();
  }
}
