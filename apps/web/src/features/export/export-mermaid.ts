import type { CallEntry } from "../../record/entry.js";
import type { Row } from "../diagram/public.js";
import { plainText, type RowLabel, rowLabel } from "./export-labels.js";
import type { ExportOptions } from "./export-svg.js";

/** Mermaid draws no text that is longer (`maxTextSize`), and says no more than that it is too long. */
const MAX_TEXT = 50_000;

/** Room for the line that says that rows are left out, and for the ends of bars. */
const RESERVE = 2_000;

/** The diagram as text that Mermaid draws: participants, packets as arrows, calls as notes and as bars while they last. */
export function diagramMermaid(options: ExportOptions): { text: string; rows: number } {
  const { rows, lanes, nameOfLane, words } = options;
  const lines = [
    "sequenceDiagram",
    ...lanes.map(({ id, kind, lives }) => {
      const pid = kind === "nobody" ? "" : ` (pid ${lives.at(-1)?.pid ?? 0})`;
      return `    participant p${id} as ${mermaidText(`${nameOfLane(id)}${pid}`)}`;
    }),
  ];
  let length = lines.join("\n").length;
  let shown = 0;
  const bars = new Bars(options.asOf);
  for (const row of rows) {
    const next = [...bars.before(row), ...rowLines(row, options), ...bars.after(row)];
    const added = next.reduce((sum, line) => sum + line.length + 1, 0);
    if (length + added > MAX_TEXT - RESERVE) break;
    lines.push(...next);
    length += added;
    shown += 1;
  }
  lines.push(...bars.close());
  if (shown < rows.length) lines.push(...across(lanes.length, words.cut(shown)));
  return { text: `${lines.join("\n")}\n`, rows: shown };
}

/** Calls that last beyond their own row are drawn as bars: each is begun once and ended once. */
class Bars {
  readonly #asOf: number;
  readonly #open = new Set<CallEntry>();

  constructor(asOf: number) {
    this.#asOf = asOf;
  }

  before(row: Row): string[] {
    const ended = [...this.#open].filter(({ end }) => end !== null && this.#isPast(end) && end.seq < row.seq);
    return this.#end(ended);
  }

  after(row: Row): string[] {
    if (row.kind !== "entry") return [];
    const { entry } = row;
    if (entry.kind === "return") return this.#end(this.#open.has(entry.of) ? [entry.of] : []);
    if (entry.kind !== "call" || entry.blocked === null) return [];
    this.#open.add(entry);
    return [`    activate p${entry.lane}`];
  }

  close(): string[] {
    return this.#end([...this.#open]);
  }

  #isPast({ seq }: { seq: number }): boolean {
    return seq <= this.#asOf;
  }

  #end(calls: readonly CallEntry[]): string[] {
    for (const call of calls) this.#open.delete(call);
    return calls.map(({ lane }) => `    deactivate p${lane}`);
  }
}

function rowLines(row: Row, options: ExportOptions): string[] {
  const label = rowLabel(row, options);
  const text = mermaidText(plainText(label.runs));
  if (label.place === "whole") return across(options.lanes.length, plainText(label.runs));
  if (label.place === "arrow") return [`    p${label.fromLane}${arrowOf(label)}p${label.toLane}: ${text}`];
  return [`    Note ${sideOf(label.lane, options.lanes.length)} p${label.lane}: ${text}`];
}

/** Two programs have their notes outside, as in the page. */
function sideOf(lane: number, lanes: number): string {
  if (lanes !== 2) return "over";
  return lane === 0 ? "left of" : "right of";
}

function across(lanes: number, text: string): string[] {
  const ends = lanes < 2 ? "p0" : `p0,p${lanes - 1}`;
  return lanes === 0 ? [] : [`    Note over ${ends}: ${mermaidText(text)}`];
}

/** A solid line for what opens, carries or closes, a dashed one for what only acknowledges, a cross for a reset. */
function arrowOf({ tone }: RowLabel & { place: "arrow" }): string {
  if (tone === "reset" || tone === "error") return "-x";
  return tone === "ack" ? "-->>" : "->>";
}

/** What Mermaid would read as its own, and words on which its preparation of a text goes astray. */
const special = /[#;<>&$%{}"\\]|style|classDef|(?:no)?wrap(?=:)/g;

/** A text of one line as Mermaid shows it. Its entities are `#`, a number and `;`. */
export function mermaidText(text: string): string {
  const line = text.replace(/\p{Cc}/gu, " ").trim();
  if (line === "") return "#160;";
  return line.replace(special, (found) => `#${found.codePointAt(0) ?? 0};${found.slice(1)}`);
}
