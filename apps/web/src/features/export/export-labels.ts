import { type CallEntry, callStateAt, type Entry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { cutOf, type PacketTone, packetLabel } from "../../record/packet-label.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatDuration, NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { formatResult } from "../../shared/format/format-result.js";
import { cutDatagram } from "../../shared/format/lost-bytes.js";
import { type Fold, foldAt, type Row } from "../diagram/public.js";
import type { ExportWords } from "./words.js";

/** A stretch of text and what it is: each tone has a colour. */
export interface Run {
  text: string;
  tone: "plain" | "dim" | "name" | "arrow" | "error" | "badge" | "note";
}

/** What a row says, and where: beside a lane, on an arrow between two, or across the picture. */
export type RowLabel =
  | { place: "lane"; lane: number; runs: readonly Run[] }
  | { place: "arrow"; fromLane: number; toLane: number; tone: PacketTone | "bulk"; runs: readonly Run[] }
  | { place: "whole"; runs: readonly Run[] };

export interface LabelOptions {
  words: ExportWords;
  hasRelativeNumbers: boolean;
  record: LabRecord;
  /** The event up to which calls have got. */
  asOf: number;
}

const LONGEST_OUTPUT = 120;

export function rowLabel(row: Row, options: LabelOptions): RowLabel {
  if (row.kind === "gap") return { place: "whole", runs: [dim(options.words.gap(row.us))] };
  return row.kind === "fold"
    ? foldLabel(foldAt(row.fold, options.asOf), options.words)
    : entryLabel(row.entry, options);
}

/** The runs as one line; what is said by the way stands apart, as colours set it apart in a picture. */
export function plainText(runs: readonly Run[]): string {
  return runs
    .map(({ text, tone }, index) => (index === 0 ? text : `${tone === "dim" ? " · " : " "}${text}`))
    .join("");
}

function foldLabel(fold: Fold, words: ExportWords): RowLabel {
  const { fromLane, toLane, packets, dropped, forthBytes, backBytes, calls } = fold;
  const counted = fold.isDatagrams ? words.datagrams(packets) : words.packets(packets);
  const [forth, back] = fromLane <= toLane ? ["→", "←"] : ["←", "→"];
  const runs = [
    ...(packets === 0 ? [] : [run("arrow", counted)]),
    ...(dropped === 0 ? [] : [run("note", words.datagramsDropped(dropped))]),
    ...(forthBytes === 0 ? [] : [plain(`· ${forth} ${formatBytes(forthBytes)}`)]),
    ...(backBytes === 0 ? [] : [plain(`· ${back} ${formatBytes(backBytes)}`)]),
    dim([...calls].map(([command, count]) => `${count} × ${command}`).join(" · ")),
  ].filter(({ text }) => text !== "");
  return packets === 0
    ? { place: "lane", lane: fromLane, runs }
    : { place: "arrow", fromLane, toLane, tone: "bulk", runs };
}

function entryLabel(entry: Entry, options: LabelOptions): RowLabel {
  const { words } = options;
  if (entry.kind === "loss") return { place: "whole", runs: [run("note", words.packetsLost(entry.dropped))] };
  if (entry.kind !== "packet") return { place: "lane", lane: entry.lane, runs: laneRuns(entry, options) };
  const { packet, fromLane, toLane } = entry;
  const { name, numbers, payloadBytes, peek, notes, tone } = packetLabel(packet, options.hasRelativeNumbers);
  const cut = cutOf(entry, options.record, options.asOf);
  const runs = [
    run("arrow", name),
    plain(numbers),
    plain(payloadBytes === null ? "" : `${payloadBytes} B`),
    dim(peek === "" ? "" : `“${peek}”`),
    ...notes.map((note) => run("note", words.note(note))),
    ...(cut === null ? [] : [run("note", words.cutDatagram(cut))]),
  ].filter(({ text }) => text !== "");
  return { place: "arrow", fromLane, toLane, tone, runs };
}

function laneRuns(entry: Exclude<Entry, { kind: "packet" | "loss" }>, options: LabelOptions): Run[] {
  const { words } = options;
  switch (entry.kind) {
    case "call":
      return callRuns(entry, options);
    case "return": {
      const { of } = entry;
      return [run("name", `${of.command} ↩`), ...resultRuns(of, words, ""), ...tookRuns(of, words)];
    }
    case "state": {
      const badge = run("badge", entry.state);
      return entry.fd === null ? [badge] : [dim(`fd ${entry.fd}`), badge];
    }
    case "queue":
      return [dim(words.queue(entry))];
    case "output":
      return [dim(`▏${entry.text.slice(0, LONGEST_OUTPUT).trimEnd().replaceAll("\n", " ⏎ ")}`)];
    case "process":
      return [
        dim(
          entry.end === null
            ? words.processStarted(entry.name, entry.pid)
            : words.processEnded(entry.name, entry.end.status),
        ),
      ];
  }
}

function callRuns(call: CallEntry, { words, asOf }: LabelOptions): Run[] {
  const { fd, name, args, meaning } = formatCall(call.command, call.params);
  const state = callStateAt(call, asOf);
  const isWhole =
    call.end !== null && !call.end.hasRow && state.kind !== "running" && state.kind !== "blocked";
  return [
    ...(fd === null ? [] : [dim(`fd ${fd}`)]),
    run("name", `${name}(${args})`),
    ...(meaning === null ? [] : [dim(meaning)]),
    ...(isWhole ? resultRuns(call, words, "= ") : []),
    ...(state.kind === "blocked" ? [plain(words.blocked)] : []),
    ...(call.source === null ? [] : [dim(words.line(call.source.line))]),
  ];
}

/** How long a call took, and what ended its waiting. */
function tookRuns({ end, wokenBy }: CallEntry, words: ExportWords): Run[] {
  if (end === null) return [];
  const hasWaited = end.blockedUs >= NOTEWORTHY_US;
  const took = hasWaited ? words.waited(end.blockedUs) : formatDuration(end.durationUs);
  return [dim(!hasWaited || wokenBy === null ? took : `${took} · ${words.wokenBy(wokenBy)}`)];
}

/** What came of a call. A result of nothing is written only in the row of its return. */
function resultRuns(call: CallEntry, words: ExportWords, prefix: "" | "= "): Run[] {
  if (call.end === null) return [];
  const { outcome } = call.end;
  if (outcome.kind === "abandoned") return [dim(words.abandoned)];
  if (outcome.kind === "returned") {
    const { text, meaning } = formatResult(call, outcome.result);
    const cut = cutDatagram(outcome.result);
    const notes = cut === null ? [] : [run("note", words.cutDatagram(cut))];
    return text === "None" && prefix !== ""
      ? []
      : [plain(prefix + text), ...(meaning === null ? [] : [dim(meaning)]), ...notes];
  }
  const { error } = outcome;
  const name = error.kind === "errno" ? error.errno : error.kind === "timeout" ? words.timedOut : error.code;
  return [run("error", name)];
}

function run(tone: Run["tone"], text: string): Run {
  return { tone, text };
}

function plain(text: string): Run {
  return run("plain", text);
}

function dim(text: string): Run {
  return run("dim", text);
}
