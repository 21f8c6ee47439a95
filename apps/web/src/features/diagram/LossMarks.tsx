import type { LabRecord } from "../../record/lab-record.js";
import { packetText } from "../../record/packet-label.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import type { Arrow } from "./arrow.js";
import { lostMark } from "./arrow-paths.js";
import type { DiagramWords } from "./words.js";

/** Pixels: half of a mark, with its line's ends. */
const HALF = 7;

const d = lostMark({ x: HALF, y: HALF });

interface LossMarksProps {
  arrows: readonly Arrow[];
  record: LabRecord;
  words: DiagramWords;
}

/** A cross where a packet on a wire was lost: its name says which, and why. */
export function LossMarks({ arrows, record, words }: LossMarksProps) {
  return arrows.map(({ key, entry, lostAt }) => {
    if (lostAt === null || entry === null) return null;
    const name = words.wire.lossMark({
      packet: packetText(entry.packet, true),
      cause: lostAt.cause,
      settings: settingsOnWire(entry, record),
    });
    return (
      <svg
        key={key}
        className="diagram-cross"
        role="img"
        aria-label={name}
        width={2 * HALF}
        height={2 * HALF}
        style={{ left: lostAt.x - HALF, top: lostAt.y - HALF }}
      >
        <path className="arrow-lost" d={d} />
      </svg>
    );
  });
}
