import { ChevronDown, ChevronRight } from "lucide-react";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { type Fold, foldAt } from "./fold.js";
import { arrowLabelPlace } from "./PacketBody.js";
import type { RowContext } from "./row-context.js";

/** Bulk in one row: how many packets, how many bytes each way, by which calls. */
export function FoldBody({ fold: whole, context }: { fold: Fold; context: RowContext }) {
  const { t } = useTranslation();
  const fold = foldAt(whole, context.asOf);
  const { packets, dropped, forthBytes, backBytes, calls, isOpen, fromLane, toLane } = fold;
  const counted = t(fold.isDatagrams ? "diagram.datagrams" : "diagram.packets", { count: packets });
  const isRightward = (context.geometry.xs[fromLane] ?? 0) <= (context.geometry.xs[toLane] ?? 0);
  const [forth, back] = isRightward ? ["→", "←"] : ["←", "→"];
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <span className="packet-label packet-bulk" style={arrowLabelPlace(fromLane, toLane, context)}>
      <Icon size={13} aria-hidden="true" />
      {packets === 0 ? null : <span className="packet-name">{counted}</span>}
      {dropped === 0 ? null : (
        <Explain term={termOf("note", "receive-queue-full")} className="packet-note" isInList>
          {t("diagram.datagramsDropped", { count: dropped })}
        </Explain>
      )}
      {forthBytes === 0 ? null : (
        <span className="packet-size">
          · {forth} {formatBytes(forthBytes)}
        </span>
      )}
      {backBytes === 0 ? null : (
        <span className="packet-size">
          · {back} {formatBytes(backBytes)}
        </span>
      )}
      <span className="packet-numbers ellipsis">
        {[...calls].map(([command, count]) => `${count} × ${command}`).join(" · ")}
      </span>
    </span>
  );
}
