import { memo } from "react";
import { formatClock, formatDuration } from "../../shared/format/format-duration.js";
import { ChapterBody } from "./ChapterBody.js";
import { RowLabelView } from "./RowLabelView.js";
import type { RowContext } from "./row-context.js";
import type { Row } from "./rows.js";
import type { RowLabel } from "./run.js";
import "./rows.css";

interface DiagramRowProps {
  row: Row;
  /** What it says: another one where it says something else, because entries change in place. */
  label: RowLabel;
  id: string;
  index: number;
  /** The lab's clock when the row's run began: time is counted from there. */
  startUs: number;
  /** Of a chapter's row: the newest event that counts. */
  asOf: number;
  rowHeight: number;
  context: RowContext;
  isSelected: boolean;
  isRelated: boolean;
  isPreviewed: boolean;
  onChoose(row: Row): void;
  onPoint(row: Row | null): void;
}

/** One row: when, and what. */
export const DiagramRow = memo(function DiagramRow(props: DiagramRowProps) {
  const { row, label, id, index, rowHeight, context, isSelected, isRelated, isPreviewed } = props;
  const { startUs, asOf, onChoose, onPoint } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a picture, placed one by one.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names the active row (ARIA APG).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's keys do the same.
    <div
      id={id}
      role="row"
      className={`diagram-row ${isPreviewed ? "is-previewed" : ""}`}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-current={isRelated ? "true" : undefined}
      style={{ top: index * rowHeight, height: rowHeight }}
      onClick={() => onChoose(row)}
      onPointerEnter={() => onPoint(row)}
      onPointerLeave={() => onPoint(null)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <span role="gridcell" className="diagram-time" style={{ width: context.geometry.gutter }}>
        <Time row={row} startUs={startUs} />
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <span role="gridcell" className="diagram-what">
        {row.kind === "chapter" ? (
          <ChapterBody row={row} asOf={asOf} onToggle={() => onChoose(row)} />
        ) : (
          <RowLabelView label={label} context={context} />
        )}
      </span>
    </div>
  );
});

function Time({ row, startUs }: Pick<DiagramRowProps, "row" | "startUs">) {
  if (row.kind === "chapter") return null;
  if (row.kind === "gap") return <>{formatDuration(row.us)}</>;
  const at = Math.max(0, row.at - startUs);
  const us = Math.floor(at % 1000);
  return (
    <>
      {formatClock(at - us)}
      <span className="diagram-us">{String(us).padStart(3, "0")}</span>
    </>
  );
}
