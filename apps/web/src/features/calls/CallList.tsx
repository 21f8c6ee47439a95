import { type KeyboardEvent, useRef } from "react";
import { type CallEntry, callStamp } from "../../record/entry.js";
import { useRecord, useSelection } from "../../record/record-context.js";
import { NewestButton } from "../../shared/NewestButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { upperBound } from "../../shared/upper-bound.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useKeepInView } from "../../shared/use-keep-in-view.js";
import { useRowWindow } from "../../shared/use-row-window.js";
import { useProgramOfPid } from "../programs/public.js";
import { CallRow, callRowId } from "./CallRow.js";

const ROW_HEIGHT = 30;

const columns = ["time", "program", "line", "call", "result", "took"] as const;

interface CallListProps {
  /** In the order in which they began. */
  calls: readonly CallEntry[];
  /** So many of them are shown. */
  count: number;
  /** The newest event that counts. */
  asOf: number;
  selected: number | null;
}

/** The calls in a grid that holds only the visible rows, and follows the end unless someone reads above. */
export function CallList({ calls, count, asOf, selected }: CallListProps) {
  const { t } = useTranslation();
  const selection = useSelection();
  const programOfPid = useProgramOfPid();
  const box = useRef<HTMLDivElement>(null);
  const { isAtEnd, onScroll, goToEnd } = useFollowEnd(box, calls[count - 1]?.call);
  const { first, end, isPrinting, update } = useRowWindow(box, { count, rowHeight: ROW_HEIGHT, isAtEnd });
  const { record } = useRecord();
  const selectedCall = selected === null ? undefined : record.findCall(selected);
  const selectedIndex = selectedCall === undefined ? -1 : indexOf(calls, selectedCall);
  const kept = useKeepInView(box, {
    key: selected,
    index: calls[selectedIndex] === selectedCall ? selectedIndex : -1,
    rowHeight: ROW_HEIGHT,
    heads: "thead",
  });

  const select = (index: number) => {
    const call = calls[Math.min(Math.max(0, index), count - 1)];
    if (call === undefined) return;
    selection.selectCall(call.call);
    kept.scrollTo(indexOf(calls, call));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSelected = selected !== null;
    const at = isSelected ? selectedIndex : count;
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: count - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      select(target);
    } else if (event.key === "Enter" && isSelected) {
      const call = calls[at];
      const program = call === undefined ? undefined : programOfPid(call.pid);
      if (call?.source && program !== undefined) selection.revealLine(program.id, call.source.line);
    } else if (event.key === "Escape") {
      selection.selectCall(null);
    }
  };

  return (
    <div className="call-list">
      <div
        ref={box}
        className="call-scroll"
        onScroll={(event) => {
          onScroll(event);
          update();
          kept.onScroll();
        }}
      >
        <table
          className="call-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table with keys (ARIA APG).
          role="grid"
          aria-label={t("calls.label")}
          aria-rowcount={count + 1}
          aria-activedescendant={selected === null ? undefined : callRowId(selected)}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr className="call-head" aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col" className={`call-${column}`}>
                  {t(`calls.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="call-rows" style={{ height: (isPrinting ? end : count) * ROW_HEIGHT }}>
            {calls.slice(first, end).map((call, offset) => {
              const index = first + offset;
              return (
                <CallRow
                  key={call.call}
                  call={call}
                  asOf={asOf}
                  stamp={callStamp(call)}
                  rowIndex={index + 2}
                  top={index * ROW_HEIGHT}
                  program={programOfPid(call.pid)}
                  isSelected={call.call === selected}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {isPrinting && end < count ? (
        <p className="print-note">{t("shared.printed", { count: end, of: count })}</p>
      ) : null}
      {isAtEnd ? null : <NewestButton onClick={goToEnd} />}
    </div>
  );
}

/** Where a call stands among those of a list, or would. */
function indexOf(calls: readonly CallEntry[], { seq }: CallEntry): number {
  return upperBound(calls, (call) => call.seq < seq);
}
