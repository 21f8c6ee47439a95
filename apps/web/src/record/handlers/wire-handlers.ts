import type { LabEventOf } from "@sockpit/protocol";
import { NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import type { WirePassage } from "../wire-passage.js";
import type { Handlers, RecordParts } from "./handlers.js";

/** What becomes of packets on the wire between hosts. */
export function wireHandlers({
  packets,
  entries,
  joins,
  changes,
  wire,
  push,
}: RecordParts): Pick<Handlers, "packetHeld" | "packetLeft" | "wireChanged" | "tcpSampled"> {
  return {
    packetHeld: ({ seq, at, packet, cause }) => {
      const entry = packets.get(packet);
      if (entry !== undefined) entry.held = { seq, at, cause };
    },

    packetLeft: (event) => {
      const entry = packets.get(event.packet);
      if (entry !== undefined) {
        const hasRow = entries.at(-1) !== entry || event.at - event.enteredAt >= NOTEWORTHY_US;
        const passage = passageOf(event, hasRow);
        entry.passages = [...entry.passages, passage];
        if (isTaken(event)) joins.arrived(entry, event);
        const { seq, at, fate } = passage;
        if (hasRow || fate === "dropped") push({ kind: "arrival", seq, at, of: entry, passage });
      }
      changes.apply(event, { kind: "packet", packet: event.packet });
    },

    wireChanged: (event) => wire.set(event),

    tcpSampled: () => undefined,
  };
}

function passageOf(event: LabEventOf<"packetLeft">, hasRow: boolean): WirePassage {
  const { seq, at, enteredAt, fate, effects, cause = null } = event;
  const { isCopy = false, isOutOfOrder = false } = event;
  return { seq, at, enteredAt, fate, effects, cause, isCopy, isOutOfOrder, hasRow };
}

/** The receiver's kernel drops what its checksum shows to be wrong. */
function isTaken({ fate, effects }: LabEventOf<"packetLeft">): boolean {
  return fate === "delivered" && !effects.includes("corrupted");
}
