import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { NOBODY } from "../../record/lanes.js";
import { NOW } from "../../record/moment.js";
import { useSelection } from "../../record/record-context.js";
import { isRelated, relatedTo } from "../../record/related.js";
import type { SelectionModel } from "../../record/selection.js";
import { NewestButton } from "../../shared/NewestButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useKeepInView } from "../../shared/use-keep-in-view.js";
import { useModel } from "../../shared/use-model.js";
import { usePaneSize } from "../../shared/use-pane-size.js";
import { PAPER_WIDTH_PX } from "../../shared/use-printing.js";
import { useRowWindow } from "../../shared/use-row-window.js";
import { LOW_ROW_PX } from "./arrow.js";
import { Backdrop } from "./Backdrop.js";
import { ChapterBrackets } from "./ChapterBrackets.js";
import { DiagramRow } from "./DiagramRow.js";
import { useDiagram } from "./diagram-context.js";
import { DiagramLayout } from "./diagram-layout.js";
import type { DiagramModel } from "./diagram-model.js";
import { extentOf } from "./extent.js";
import { Heads } from "./Heads.js";
import { LossMarks } from "./LossMarks.js";
import { NowLine } from "./NowLine.js";
import { draw } from "./picture.js";
import { placeLabel } from "./place-label.js";
import type { RowContext } from "./row-context.js";
import { rowKey, thingOf } from "./row-things.js";
import { countUpTo, type Row, rowIndex } from "./rows.js";
import { diagramWords } from "./translate-words.js";
import { useColumnNames } from "./use-column-names.js";
import { useFollowSideways } from "./use-follow-sideways.js";
import { useStoryPlace } from "./use-story-place.js";
import { PROBE, useTextSize } from "./use-text-size.js";
import "./diagram.css";

/** Room below the last row for the line that says "now". */
const TAIL = 40;

/** Rows that the heads take the place of, at least. */
const HEAD_ROWS = 2;

const ROWS_A_PAGE = 12;

/** The most that the heads take: pixels, and of the pane's height. */
const MAX_HEADS_HEIGHT = 150;
const HEADS_SHARE = 0.18;

/** The lab's story as a sequence diagram: a lifeline for each program, time downwards. */
export function Diagram({ asOf }: { asOf: number }) {
  const translation = useTranslation();
  const { t } = translation;
  const diagram = useDiagram();
  const selection = useSelection();
  const { record, store, laneView } = diagram;
  const { version, rows: allRows, lanes, hasRelativeNumbers, rowHeight } = useModel(store, (state) => state);
  const count = countUpTo(allRows, asOf);
  const chosenThing = useModel(selection.store, (state) => state.chosen);
  const previewThing = useModel(selection.store, (state) => state.preview);
  const [choice, setChoice] = useState<{ key: string } | null>(null);
  const cursor = choice?.key ?? null;
  const box = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const pane = usePaneSize(box);
  const size = useTextSize(probe);
  const words = useMemo(() => diagramWords(translation), [translation]);
  const { splits, folds } = useModel(laneView.store, (state) => state);
  const { programOfLane, headOf, nameOf } = useColumnNames(record);
  const { isAtEnd, onScroll, goTo, ...follow } = useFollowEnd(box, `${version} ${count} ${rowHeight}`);
  const rowWindow = useRowWindow(box, { count, rowHeight, isAtEnd });
  const { first, end, seenFirst, seenEnd, isPrinting } = rowWindow;
  const paneWidth = isPrinting ? PAPER_WIDTH_PX : pane.width;
  const maxHeadsHeight = Math.min(MAX_HEADS_HEIGHT, isPrinting ? Infinity : pane.height * HEADS_SHARE);
  useKeepPlace(box, rowHeight);
  const isLive = asOf === NOW;
  const forgetChoice = () => {
    setChoice(null);
    selection.clear();
  };
  const cursorIndex = cursor === null ? -1 : indexOfKey(allRows, cursor);
  const kept = useKeepInView(box, { key: cursor, index: cursorIndex, rowHeight, heads: ".diagram-heads" });
  const goToEnd = () => {
    kept.release();
    follow.goToEnd();
  };
  useStoryPlace(box, {
    ...{ isLive, isAtEnd, heads: ".diagram-heads", tailPx: TAIL, goTo, goToEnd },
    onNewRun: forgetChoice,
  });

  const [layouts] = useState(() => new DiagramLayout());
  const drawn = useMemo(() => allRows.slice(first, end), [allRows, first, end, version]);
  // The heads cover some: at the end the first of them, else the last are below the box's edge.
  const seen: [number, number] = isAtEnd
    ? [Math.min(HEAD_ROWS, count - 1), end - first]
    : [seenFirst - first, Math.max(seenFirst + 1, seenEnd - HEAD_ROWS) - first];
  const layout = useMemo(
    () =>
      layouts.of({
        ...{ record, lanes, splits, folds, rows: drawn, asOf, hasRelativeNumbers, words, isLive: true },
        ...{ paneWidth, maxHeadsHeight, size, headOf, seen },
      }),
    [
      ...[layouts, record, lanes, splits, folds, drawn, asOf, hasRelativeNumbers, words, paneWidth, size],
      ...[maxHeadsHeight, headOf, seen[0], seen[1]],
    ],
  );
  const { columns, geometry, isFolded, labels } = layout;
  const context = useMemo<RowContext>(() => {
    const programOfColumn = (column: number) => programOfLane(columns.list[column]?.lane ?? NOBODY);
    const nameOfColumn = (column: number) => {
      const found = columns.list[column];
      return found === undefined ? t("programs.nobodyThere") : nameOf(found);
    };
    return { geometry, size, programOfColumn, nameOfColumn };
  }, [geometry, size, columns, programOfLane, nameOf, t]);
  const lookedAt = cursorIndex >= 0 ? cursorIndex : isAtEnd ? end - 1 : -1;
  const lookedAtLabel = labels[lookedAt - first];
  useFollowSideways(box, {
    ...{ choice, geometry, paneWidth },
    extent: lookedAtLabel && extentOf(lookedAtLabel, placeLabel(lookedAtLabel, geometry, size), geometry),
  });

  const [chosen, preview] = useMemo(
    () => [relatedTo(chosenThing, record), relatedTo(previewThing, record)],
    [chosenThing, previewThing, record, version],
  );
  const picture = useMemo(
    () => draw({ rows: allRows, first, end, rowHeight, geometry, columns, isFolded, record, asOf }),
    [allRows, first, end, rowHeight, geometry, columns, isFolded, record, asOf, version],
  );

  const choose = useCallback(
    (row: Row) => {
      setChoice({ key: rowKey(row) });
      if (!toggleRow(diagram, row)) chooseThing(selection, row);
    },
    [diagram, selection],
  );
  const point = useCallback((row: Row | null) => selection.preview(row && thingOf(row)), [selection]);

  const moveTo = (index: number) => {
    const target = nextRow(allRows, Math.min(Math.max(0, index), count - 1), index < cursorIndex ? -1 : 1);
    const row = allRows[target];
    if (row === undefined) return;
    setChoice({ key: rowKey(row) });
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
      if (!toggleRow(diagram, row)) selection.revealChosen();
    } else if (event.key === "Escape") {
      forgetChoice();
    }
  };

  const hasOpenCalls = isLive && record.calls.open.size > 0;
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
        <Heads layout={layout} context={context} headOf={headOf} />
        <span ref={probe} className="diagram-probe" aria-hidden="true">
          {PROBE}
        </span>
        <div
          className="diagram-canvas"
          style={{
            width: geometry.width,
            height: (isPrinting ? end : count) * rowHeight + TAIL,
            minHeight: `calc(100% - ${layout.headsHeight}px)`,
          }}
          data-is-low={rowHeight < LOW_ROW_PX}
        >
          <Backdrop
            picture={picture}
            top={Math.max(0, first) * rowHeight}
            height={(end - Math.max(0, first)) * rowHeight + (end === count ? TAIL : 0)}
            width={geometry.width}
            chosen={chosen}
            preview={preview}
            programOfLane={programOfLane}
          />
          <LossMarks arrows={picture.arrows} record={record} words={words} />
          <ChapterBrackets
            rows={allRows}
            first={first}
            end={end}
            rowHeight={rowHeight}
            record={record}
            asOf={asOf}
            isOpen={(chapter) => diagram.isChapterOpen(chapter)}
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
            {drawn.map((row, place) => {
              const label = labels[place];
              if (label === undefined || row.kind === "time") return null;
              const key = rowKey(row);
              const entry = row.kind === "entry" ? row.entry : undefined;
              return (
                <DiagramRow
                  key={key}
                  row={row}
                  id={domId(key)}
                  label={label}
                  index={first + place}
                  startUs={record.runs.startUs(row.seq)}
                  asOf={row.kind === "chapter" ? asOf : NOW}
                  rowHeight={rowHeight}
                  context={context}
                  isSelected={key === cursor}
                  isRelated={entry !== undefined && isRelated(entry, chosen)}
                  isPreviewed={entry !== undefined && isRelated(entry, preview)}
                  onChoose={choose}
                  onPoint={point}
                />
              );
            })}
          </div>
          {hasOpenCalls && end === count ? <NowLine top={count * rowHeight} context={context} /> : null}
        </div>
      </div>
      {isPrinting && end < count ? (
        <p className="print-note">{t("shared.printed", { count: end, of: count })}</p>
      ) : null}
      {isAtEnd ? null : <NewestButton onClick={goToEnd} />}
    </div>
  );
}

/** Index of a row in which something is, from one on. */
function nextRow(rows: readonly Row[], index: number, step: 1 | -1): number {
  let found = index;
  while (rows[found]?.kind === "time") found += step;
  return found;
}

/** Folds or unfolds what stands below a row; false where nothing does. */
function toggleRow(diagram: DiagramModel, row: Row): boolean {
  if (row.kind === "fold") diagram.toggleFold(row.fold.id);
  else if (row.kind === "chapter") diagram.toggleChapter(row.chapter.id);
  else return false;
  return true;
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
