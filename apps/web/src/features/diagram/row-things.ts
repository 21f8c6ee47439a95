import type { Entry } from "../../record/entry.js";
import type { Chosen } from "../../record/selection.js";
import type { Row } from "./rows.js";

/** A row's name: no other row has it, and it stays. It ends in `-` and the row's `seq`. */
export function rowKey(row: Row): string {
  if (row.kind !== "entry") return `${row.kind}-${row.seq}`;
  const { entry } = row;
  switch (entry.kind) {
    case "state":
      return `state-${entry.socket}-${entry.state}-${row.seq}`;
    case "queue":
      return `queue-${entry.socket}-${entry.length}-${row.seq}`;
    default:
      return `${entry.kind}-${row.seq}`;
  }
}

/** Changes when what a row says changes: entries are completed in place. */
export function rowStamp(row: Row): string {
  if (row.kind !== "entry") return String(row.lastSeq);
  return entryStamp(row.entry);
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
    case "state":
    case "queue":
      return { kind: "change", seq: entry.seq, socket: entry.socket };
    default:
      return null;
  }
}

function entryStamp(entry: Entry): string {
  if (entry.kind !== "call") return "";
  return `${entry.blocked?.seq ?? ""} ${entry.end?.seq ?? ""}`;
}
