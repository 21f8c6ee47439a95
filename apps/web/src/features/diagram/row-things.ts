import { lastOf } from "../../record/chapters/chapter.js";
import { callStamp, type Entry, type PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { Chosen } from "../../record/selection.js";
import type { Row } from "./rows.js";

/** A row's name: no other row has it, and it stays. It ends in `-` and the row's `seq`. */
export function rowKey(row: Row): string {
  if (row.kind === "chapter") return `chapter-${row.chapter.id}-${row.seq}`;
  if (row.kind === "time") return `time-${row.place}-${row.seq}`;
  if (row.kind !== "entry") return `${row.kind}-${row.seq}`;
  const { entry } = row;
  switch (entry.kind) {
    case "state":
      return `state-${entry.socket}-${entry.state}-${row.seq}`;
    case "arrival":
      return `arrival-${entry.of.packet.packet}-${row.seq}`;
    case "queue":
      return `queue-${entry.socket}-${entry.length}-${row.seq}`;
    default:
      return `${entry.kind}-${row.seq}`;
  }
}

/** Changes when what a row says changes: entries are completed in place. */
export function rowStamp(row: Row, record: LabRecord): string {
  if (row.kind === "chapter")
    return `${lastOf(row.chapter).seq} ${row.chapter.end?.seq ?? ""} ${row.isFolded}`;
  if (row.kind === "gap" || row.kind === "time") return "";
  if (row.kind === "entry") return entryStamp(row.entry, record);
  return `${row.lastSeq} ${row.fold.isOpen} ${row.fold.dropped} ${row.fold.first && packetStamp(row.fold.first, record)}`;
}

/** What a person chooses with a row; null where it stands for no one thing. */
export function thingOf(row: Row): Chosen | null {
  if (row.kind !== "entry") return null;
  const { entry } = row;
  switch (entry.kind) {
    case "call":
      return { kind: "call", call: entry.call };
    case "return":
      return { kind: "call", call: entry.of.call };
    case "packet":
      return { kind: "packet", packet: entry.packet.packet };
    case "arrival":
      return { kind: "packet", packet: entry.of.packet.packet };
    case "state":
    case "queue":
      return { kind: "change", seq: entry.seq, socket: entry.socket };
    default:
      return null;
  }
}

function entryStamp(entry: Entry, record: LabRecord): string {
  if (entry.kind === "call") return callStamp(entry);
  if (entry.kind === "packet") return packetStamp(entry, record);
  if (entry.kind === "arrival") return packetStamp(entry.of, record);
  return entry.kind === "state" ? String(entry.fd) : "";
}

/** Whose a packet is, and which calls it has to do with, may become known later. */
function packetStamp(entry: PacketEntry, { uses }: LabRecord): string {
  const { fromLane, toLane, cause, effect, held, passages } = entry;
  const hasPorts = uses.of(fromLane).hasSeveralFlows || uses.of(toLane).hasSeveralFlows;
  return `${fromLane} ${toLane} ${cause} ${effect} ${hasPorts} ${held?.seq ?? ""} ${passages.length}`;
}
