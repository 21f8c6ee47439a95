import type { CallEntry } from "../../record/entry.js";
import { NOBODY } from "../../record/lanes.js";
import {
  DiagramLayout,
  hostText,
  type Layout,
  plainText,
  type Row,
  type RowLabel,
} from "../diagram/public.js";
import type { ExportOptions } from "./export-options.js";

/** Mermaid draws no text that is longer (`maxTextSize`), and says no more than that it is too long. */
const MAX_TEXT = 50_000;

/** No one measures it: Mermaid lays its text out itself. */
const FONT_PX = 12;

/** Room for the line that says that rows are left out, and for the ends of bars. */
const RESERVE = 2_000;

/** The diagram as text that Mermaid draws: participants, packets as arrows, calls as notes and as bars while they last. */
export function diagramMermaid(options: ExportOptions): { text: string; rows: number } {
  const { rows, words, headOf } = options;
  const size = { fontPx: FONT_PX };
  const layout = new DiagramLayout().of({ ...options, isLive: false, paneWidth: null, size });
  const { columns, labels, hosts } = layout;
  const hasNobody = labels.some((label) => label.place === "arrow" && isToNobody(label));
  const lines = [
    "sequenceDiagram",
    ...columns.list.flatMap((column, index) => {
      const { name, more } = headOf(column);
      const host = hosts.find(({ first }) => first === index);
      return [
        ...(host === undefined ? [] : [`    box transparent ${mermaidText(hostText(host))}`]),
        `    participant p${index} as ${mermaidText(more === "" ? name : `${name} (${more.trim()})`)}`,
        ...(hosts.some(({ last }) => last === index) ? ["    end"] : []),
      ];
    }),
    ...(hasNobody ? [`    participant ${nobody} as ${mermaidText(words.nobodyListening)}`] : []),
  ];
  let length = lines.join("\n").length;
  let shown = 0;
  const bars = new Bars(layout, options.asOf);
  for (const [index, row] of rows.entries()) {
    if (row.kind === "time") continue;
    const next = [...bars.before(row), ...rowLines(labels[index], layout), ...bars.after(row)];
    const added = next.reduce((sum, line) => sum + line.length + 1, 0);
    if (length + added > MAX_TEXT - RESERVE) break;
    lines.push(...next);
    length += added;
    shown += 1;
  }
  lines.push(...bars.close());
  if (shown < rows.length) lines.push(...across(columns.list.length, words.cut(shown)));
  return { text: `${lines.join("\n")}\n`, rows: shown };
}

/** Calls that last beyond their own row are drawn as bars: each is begun once and ended once. */
class Bars {
  readonly #layout: Layout;
  readonly #asOf: number;
  readonly #open = new Set<CallEntry>();

  constructor(layout: Layout, asOf: number) {
    this.#layout = layout;
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
    return [`    activate p${this.#columnOf(entry)}`];
  }

  close(): string[] {
    return this.#end([...this.#open]);
  }

  #isPast({ seq }: { seq: number }): boolean {
    return seq <= this.#asOf;
  }

  #columnOf(call: CallEntry): number {
    return this.#layout.columns.ofEntry(call);
  }

  #end(calls: readonly CallEntry[]): string[] {
    for (const call of calls) this.#open.delete(call);
    return calls.map((call) => `    deactivate p${this.#columnOf(call)}`);
  }
}

function rowLines(label: RowLabel | undefined, { columns }: Layout): string[] {
  if (label === undefined) return [];
  const count = columns.list.length;
  const text = mermaidText(plainText(label.runs));
  if (label.place === "whole") return across(count, plainText(label.runs));
  // Mermaid's arrows stay in their rows: where a packet is lost on its way is a note between both ends.
  if (label.place === "arrow" && label.line === "none")
    return [`    Note over ${[label.from, label.to].sort().map(end).join(",")}: ${text}`];
  if (label.place === "arrow") return [`    ${end(label.from)}${arrowOf(label)}${end(label.to)}: ${text}`];
  return [`    Note ${sideOf(label.column, count)} p${label.column}: ${text}`];
}

/** The participant that packets go to which no program's socket has to do with. */
const nobody = "nobody";

function end(column: number): string {
  return column === NOBODY ? nobody : `p${column}`;
}

function isToNobody({ from, to }: RowLabel & { place: "arrow" }): boolean {
  return from === NOBODY || to === NOBODY;
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
function arrowOf({ tone, line }: RowLabel & { place: "arrow" }): string {
  if (line === "lost") return "-x";
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
