import type { LabRecord } from "../../record/lab-record.js";
import type { MarkBook, MarkKind } from "./mark-book.js";
import type { Timeline } from "./timeline.js";

/** Gathers a record's marks as its events come. */
export function markEvents(
  record: LabRecord,
  { marks, timeline }: { marks: MarkBook; timeline: Timeline },
): void {
  const { events } = record;
  const mark = (kind: MarkKind, pid: number | null) => {
    const { lastAtUs: atUs } = events;
    marks.add({ kind, pid, atUs, placeUs: timeline.toShort(atUs) });
  };
  record.observe({
    onEvent: (atUs) => timeline.add(atUs),
    onEntry: (entry) => {
      if (entry.kind === "process" || entry.kind === "call" || entry.kind === "state")
        mark(entry.kind, entry.pid);
      else if (entry.kind === "packet") mark("packet", null);
    },
    onCallFailed: ({ pid }) => mark("failure", pid),
    onEvicted: () => marks.dropBefore(events.firstAtUs),
    onCleared: () => {
      timeline.reset();
      marks.reset();
    },
  });
}
