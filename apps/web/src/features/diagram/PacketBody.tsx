import type { PacketEntry } from "../../record/entry.js";
import { cutOf, packetLabel } from "../../record/packet-label.js";
import { cutCounts } from "../../shared/format/lost-bytes.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { useDiagram } from "./diagram-context.js";
import type { RowContext } from "./row-context.js";

/** Pixels between an arrow's label and the lifelines. */
const LABEL_MARGIN = 14;

/** Room beside a lifeline for an arrow that comes back to it. */
const LOOP_ROOM = 44;

/** What stands on a packet's arrow: its name, its numbers, how much it carries, what is odd about it. */
export function PacketBody({ entry, context }: { entry: PacketEntry; context: RowContext }) {
  const { t } = useTranslation();
  const { name, numbers, payloadBytes, peek, notes, tone } = packetLabel(
    entry.packet,
    context.hasRelativeNumbers,
  );
  const cut = cutOf(entry, useDiagram().record, context.asOf);
  const place = arrowLabelPlace(entry.fromLane, entry.toLane, context);
  return (
    <span className={`packet-label packet-${tone}`} style={place}>
      <span className="visually-hidden">
        {t("diagram.fromTo", {
          from: context.endOfLane(entry.fromLane),
          to: context.endOfLane(entry.toLane),
        })}{" "}
      </span>
      <Explain term={termOf("packet", name)} className="packet-name" isInList>
        {name}
      </Explain>
      {numbers === "" ? null : <span className="packet-numbers">{numbers}</span>}
      {payloadBytes === null ? null : <span className="packet-size">{payloadBytes} B</span>}
      {peek === "" ? null : <span className="packet-peek ellipsis">“{peek}”</span>}
      {notes.map((note) => (
        <Explain key={note} term={termOf("note", note)} className="packet-note" isInList>
          {t(`diagram.notes.${note}`)}
        </Explain>
      ))}
      {cut === null ? null : <span className="packet-note">{t("shared.cutDatagram", cutCounts(cut))}</span>}
    </span>
  );
}

export function arrowLabelPlace(fromLane: number, toLane: number, { geometry }: RowContext) {
  const from = geometry.xs[fromLane] ?? 0;
  const to = geometry.xs[toLane] ?? 0;
  if (from === to) {
    const box = geometry.labels[fromLane];
    const width = (box?.side === "right" ? box.width : geometry.width - from) - LOOP_ROOM;
    return { left: from + LOOP_ROOM, width, justifyContent: "flex-start" };
  }
  return { left: Math.min(from, to) + LABEL_MARGIN, width: Math.abs(to - from) - 2 * LABEL_MARGIN };
}
