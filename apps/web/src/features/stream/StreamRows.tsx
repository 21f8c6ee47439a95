import { useEffect, useMemo, useRef, useState } from "react";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatClock } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import { usePaneSize } from "../../shared/use-pane-size.js";
import { useRowWindow } from "../../shared/use-row-window.js";
import { HexRow } from "./HexRow.js";
import { pauseUnless } from "./slices.js";
import { type Form, MAX_ROWS, type TalkRow, TalkRows } from "./talk-rows.js";
import type { TalkItem, Turn } from "./turns.js";
import { Utf8Text } from "./Utf8Text.js";
import type { ShownEnd } from "./use-talk-ends.js";

interface StreamRowsProps {
  items: readonly TalkItem[];
  form: Form;
  ends: readonly [ShownEnd, ShownEnd];
  /** The packet that is shown first and marked. */
  packet: number | null;
}

const ROW_HEIGHT = 18;
/** Of the font in which rows are set, and what else a row takes. */
const CHARACTER_WIDTH = 7.25;
const ROW_PADDING = 34;
/** Room for sixteen bytes as digits and as characters. */
const WIDE_FROM = 620;
/** Widths in between are as good as the next smaller one: rows are not cut anew for each pixel. */
const COLUMN_STEP = 8;

/** The bytes, row by row, of which only those in view are there. */
export function StreamRows({ items, form, ends, packet }: StreamRowsProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const { width } = usePaneSize(box);
  const columns = Math.max(
    16,
    Math.floor((width - ROW_PADDING) / CHARACTER_WIDTH / COLUMN_STEP) * COLUMN_STEP,
  );
  const bytesARow = width >= WIDE_FROM ? 16 : 8;
  const rows = useRows(items, { form, columns: form === "text" ? columns : 0, bytesARow });
  const count = rows?.count ?? 0;
  const rowWindow = useRowWindow(box, { count, rowHeight: ROW_HEIGHT, isAtEnd: false });
  const marked = rows === null || packet === null ? -1 : rows.indexOfPacket(packet);

  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = Math.max(0, marked - 2) * ROW_HEIGHT;
  }, [marked]);

  const shown: { row: TalkRow; index: number }[] = [];
  for (let index = rowWindow.first; index < rowWindow.end; index += 1) {
    const row = rows?.at(index);
    if (row !== undefined) shown.push({ row, index });
  }
  return (
    <>
      <section
        ref={box}
        className="stream-rows"
        aria-label={t("data.stream.rows")}
        aria-busy={rows === null}
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={rowWindow.update}
      >
        <div className="stream-canvas" style={{ height: count * ROW_HEIGHT }}>
          {shown.map(({ row, index }) => (
            <div
              key={index}
              className={`stream-row stream-${row.kind} ${index === marked ? "is-marked" : ""}`}
              data-colour={ends[sideOf(row)].colour ?? ""}
              data-side={sideOf(row)}
              style={{ top: index * ROW_HEIGHT }}
            >
              <RowBody row={row} form={form} ends={ends} bytesARow={bytesARow} />
            </div>
          ))}
        </div>
      </section>
      {rows?.isCut === true ? (
        <p className="stream-note">{t("data.stream.rowsCut", { rows: MAX_ROWS.toLocaleString("en-US") })}</p>
      ) : null}
    </>
  );
}

function sideOf(row: TalkRow): 0 | 1 {
  return row.kind === "gap" ? row.from : row.turn.from;
}

interface RowBodyProps {
  row: TalkRow;
  form: Form;
  ends: readonly [ShownEnd, ShownEnd];
  bytesARow: number;
}

function RowBody({ row, form, ends, bytesARow }: RowBodyProps) {
  const { t } = useTranslation();
  if (row.kind === "head") return <Head turn={row.turn} ends={ends} />;
  if (row.kind === "gap") return <>{t("data.stream.gap", { count: row.bytes })}</>;
  const { turn, start, end } = row;
  if (form === "text") return <Utf8Text bytes={turn.bytes} from={start} to={end} />;
  const place = { bytes: turn.bytes, start, end, bytesARow };
  return <HexRow place={place} offset={turn.offset + start} hasText={form === "both"} />;
}

function Head({ turn, ends }: { turn: Turn; ends: readonly [ShownEnd, ShownEnd] }) {
  const { t } = useTranslation();
  const { from, bytes, at, packets } = turn;
  const [first, last] = [packets[0]?.packet, packets.at(-1)?.packet];
  const isOne = first === last;
  return (
    <>
      <span className="program-dot" aria-hidden="true" />
      <strong>{t("data.stream.fromTo", { from: ends[from].name, to: ends[from === 0 ? 1 : 0].name })}</strong>
      <span className="dim">{formatBytes(bytes.length)}</span>
      <span className="dim">{formatClock(at)} s</span>
      {first === undefined || last === undefined ? null : (
        <span className="dim">
          {t(isOne ? "data.stream.packet" : "data.stream.packets", { first, last })}
        </span>
      )}
    </>
  );
}

/** Rows are cut in slices; until the first time, there are none. */
function useRows(
  items: readonly TalkItem[],
  { form, columns, bytesARow }: { form: Form; columns: number; bytesARow: number },
): TalkRows | null {
  const wanted = useMemo(() => ({ items, form, columns, bytesARow }), [items, form, columns, bytesARow]);
  const [cut, setCut] = useState<{ wanted: object; rows: TalkRows } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setCut(null);
    TalkRows.of(wanted.items, wanted, pauseUnless(controller.signal)).then(
      (rows) => controller.signal.aborted || setCut({ wanted, rows }),
      // Called off, because other rows are wanted by now.
      () => undefined,
    );
    return () => controller.abort();
  }, [wanted]);
  // Until the effect has run, what is there was cut for what was wanted before.
  return cut?.wanted === wanted ? cut.rows : null;
}
