import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { NOW } from "../../record/moment.js";
import { useSelection } from "../../record/record-context.js";
import { isRelated, relatedTo } from "../../record/related.js";
import type { SelectionModel } from "../../record/selection.js";
import { NewestButton } from "../../shared/NewestButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useKeepInView } from "../../shared/use-keep-in-view.js";
import { useModel } from "../../shared/use-model.js";
import { usePaneWidth } from "../../shared/use-pane-width.js";
import { useRowWindow } from "../../shared/use-row-window.js";
import { useLaneNames } from "../programs/public.js";
import { Backdrop } from "./Backdrop.js";
import { DiagramRow } from "./DiagramRow.js";
import { useDiagram } from "./diagram-context.js";
import { layOut } from "./geometry.js";
import { Heads } from "./Heads.js";
import { NowLine } from "./NowLine.js";
import { draw } from "./picture.js";
import type { RowContext } from "./row-context.js";
import { rowKey, rowStamp, thingOf } from "./row-things.js";
import { countUpTo, type Row, rowIndex } from "./rows.js";
import "./diagram.css";

/** Room below the last row for the line that says "now". */
const TAIL = 40;

const ROWS_A_PAGE = 12;

/** The lab's story as a sequence diagram: a lifeline for each program, time downwards. */
export function Diagram({ asOf }: { asOf: number }) {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const selection = useSelection();
  const { record, store } = diagram;
  const { version, rows: allRows, lanes, hasRelativeNumbers, rowHeight } = useModel(store, (state) => state);
  const count = countUpTo(allRows, asOf);
  const chosenThing = useModel(selection.store, (state) => state.chosen);
  const previewThing = useModel(selection.store, (state) => state.preview);
  const [cursor, setCursor] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const paneWidth = usePaneWidth(box);
  const geometry = useMemo(() => layOut(lanes.length, paneWidth), [lanes.length, paneWidth]);
  const laneNames = useLaneNames(lanes);
  const context = useMemo<RowContext>(
    () => ({ geometry, hasRelativeNumbers, asOf, ...laneNames }),
    [geometry, hasRelativeNumbers, asOf, laneNames],
  );
  const { isAtEnd, onScroll, goToEnd } = useFollowEnd(box, `${version} ${count} ${rowHeight}`);
  const rowWindow = useRowWindow(box, { count, rowHeight, isAtEnd });
  const { first, end } = rowWindow;
  useKeepPlace(box, rowHeight);
  const cursorIndex = cursor === null ? -1 : indexOfKey(allRows, cursor);
  const kept = useKeepInView(box, { key: cursor, index: cursorIndex, rowHeight, heads: ".diagram-heads" });

  const [chosen, preview] = useMemo(
    () => [relatedTo(chosenThing, record), relatedTo(previewThing, record)],
    [chosenThing, previewThing, record, version],
  );
  const picture = useMemo(
    () => draw({ rows: allRows, first, end, rowHeight, geometry, record, asOf }),
    [allRows, first, end, rowHeight, geometry, record, asOf, version],
  );

  const choose = useCallback(
    (row: Row) => {
      setCursor(rowKey(row));
      if (row.kind === "fold") diagram.toggleFold(row.fold.id);
      else chooseThing(selection, row);
    },
    [diagram, selection],
  );
  const point = useCallback((row: Row | null) => selection.preview(row && thingOf(row)), [selection]);

  const visible: { row: Row; index: number }[] = [];
  for (let index = first; index < end; index += 1) {
    const row = allRows[index];
    if (row !== undefined) visible.push({ row, index });
  }
  const moveTo = (index: number) => {
    const target = Math.min(Math.max(0, index), count - 1);
    const row = allRows[target];
    if (row === undefined) return;
    setCursor(rowKey(row));
    chooseThing(selection, row);
    kept.scrollTo(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cursorIndex === -1 ? count : cursorIndex;
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - ROWS_A_PAGE,
      PageDown: at + ROWS_A_PAGE,
      Home: 0,
      End: count - 1,
    };
    const target = moves[event.key];
    const row = cursorIndex === -1 ? undefined : allRows[cursorIndex];
    if (target !== undefined) {
      event.preventDefault();
      moveTo(target);
    } else if (event.key === "Enter" && row !== undefined) {
      event.preventDefault();
      if (row.kind === "fold") diagram.toggleFold(row.fold.id);
      else selection.revealChosen();
    } else if (event.key === "Escape") {
      setCursor(null);
      selection.clear();
    }
  };

  const hasOpenCalls = asOf === NOW && record.calls.open.size > 0;
  return (
    <div className="diagram">
      <div
        ref={box}
        className="diagram-scroll"
        onScroll={(event) => {
          onScroll(event);
          rowWindow.update();
          kept.onScroll();
        }}
      >
        <Heads lanes={lanes} context={context} />
        <div
          className="diagram-canvas"
          style={{ width: geometry.width, height: count * rowHeight + TAIL }}
          data-density={rowHeight}
        >
          <Backdrop
            picture={picture}
            top={Math.max(0, first) * rowHeight}
            height={(end - Math.max(0, first)) * rowHeight + (end === count ? TAIL : 0)}
            width={geometry.width}
            chosen={chosen}
            preview={preview}
            programOfLane={laneNames.programOfLane}
          />
          {/* biome-ignore lint/a11y/useSemanticElements: a picture whose rows are placed one by one. */}
          <div
            role="grid"
            className="diagram-grid"
            aria-label={t("diagram.label")}
            aria-rowcount={count}
            aria-activedescendant={
              cursorIndex >= first && cursorIndex < end && cursor !== null ? domId(cursor) : undefined
            }
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            {visible.map(({ row, index }) => {
              const key = rowKey(row);
              const entry = row.kind === "entry" ? row.entry : undefined;
              return (
                <DiagramRow
                  key={key}
                  row={row}
                  id={domId(key)}
                  index={index}
                  rowHeight={rowHeight}
                  context={context}
                  isSelected={key === cursor}
                  isRelated={entry !== undefined && isRelated(entry, chosen)}
                  isPreviewed={entry !== undefined && isRelated(entry, preview)}
                  stamp={rowStamp(row)}
                  onChoose={choose}
                  onPoint={point}
                />
              );
            })}
          </div>
          {hasOpenCalls && end === count ? <NowLine top={count * rowHeight} context={context} /> : null}
        </div>
      </div>
      {isAtEnd ? null : <NewestButton onClick={goToEnd} />}
    </div>
  );
}

/** Chooses what a row stands for; a row that stands for nothing chooses nothing. */
function chooseThing(selection: SelectionModel, row: Row): void {
  const thing = thingOf(row);
  if (thing === null) selection.clear();
  else selection.choose(thing);
}

function indexOfKey(rows: readonly Row[], key: string): number {
  const seq = Number(key.slice(key.lastIndexOf("-") + 1));
  for (let index = rowIndex(rows, seq); index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || row.seq < seq) return -1;
    if (rowKey(row) === key) return index;
  }
  return -1;
}

function domId(key: string): string {
  return `diagram-${key}`;
}

/** Rows that are dropped at the beginning would pull those in view up: the box scrolls along with them. */
function useKeepPlace(box: { current: HTMLElement | null }, rowHeight: number): void {
  const { store } = useDiagram();
  const evictedRows = useModel(store, (state) => state.evictedRows);
  const before = useRef(evictedRows);
  useEffect(() => {
    const dropped = evictedRows - before.current;
    before.current = evictedRows;
    if (box.current !== null && dropped > 0) box.current.scrollTop -= dropped * rowHeight;
  }, [box, evictedRows, rowHeight]);
}
