import { type DatagramNote, type Endpoint, formatEndpoint, type PacketNote } from "@sockpit/protocol";
import { type Chapter, chapterAt } from "../../record/chapters/chapter.js";
import { callStateAt, type Entry, type PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { NOBODY } from "../../record/lanes.js";
import { cutOf, packetLabel } from "../../record/packet-label.js";
import type { TlsWords } from "../../record/tls-records.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { termOf } from "../glossary/public.js";
import { callRuns, lookupRuns, resultRuns, tookRuns } from "./call-runs.js";
import { type Fold, foldAt } from "./fold.js";
import type { LabelOptions } from "./label-options.js";
import type { Row } from "./rows.js";
import type { RowLabel, Run } from "./run.js";
import { arrivalLabel, lineOf, repeatRuns, wireRuns } from "./wire-label.js";
import type { DiagramWords } from "./words.js";

const LONGEST_OUTPUT = 120;

/** More places of an accept queue than these are counted, not drawn. */
const DRAWN_PLACES = 8;

/** What a row says. The page, its pictures and its texts say the same. */
export function rowLabel(row: Row, options: LabelOptions): RowLabel {
  if (row.kind === "gap") return { place: "whole", runs: [dim(options.words.gap(row.us))] };
  if (row.kind === "time") return { place: "whole", runs: [] };
  if (row.kind === "chapter")
    return { place: "whole", runs: [run("name", chapterTitle(row.chapter, options))] };
  return row.kind === "fold" ? foldLabel(row.fold, options) : entryLabel(row.entry, options);
}

function chapterTitle(chapter: Chapter, { words, asOf }: LabelOptions): string {
  const then = chapterAt(chapter, asOf);
  return then === undefined ? "" : words.chapter(then.kind);
}

function foldLabel(whole: Fold, { words, columns, asOf, isLive }: LabelOptions): RowLabel {
  const fold = foldAt(whole, asOf);
  const { packets, dropped, forthBytes, backBytes, calls, isOpen } = fold;
  const [call] = fold.entries;
  const ends = fold.first === null ? undefined : columns.ofPacket(fold.first);
  const counted = fold.isDatagrams ? words.datagrams(packets) : words.packets(packets);
  const [forth, back] = ends === undefined || ends.from <= ends.to ? ["→", "←"] : ["←", "→"];
  const runs: Run[] = [
    ...(isLive ? [plain(isOpen ? "▾" : "▸")] : []),
    ...(packets === 0 ? [] : [run("arrow", counted)]),
    ...(dropped === 0 ? [] : [noteRun("receive-queue-full", words.datagramsDropped(dropped))]),
    ...(forthBytes === 0 ? [] : [plain(`· ${forth} ${formatBytes(forthBytes)}`)]),
    ...(backBytes === 0 ? [] : [plain(`· ${back} ${formatBytes(backBytes)}`)]),
    { ...dim([...calls].map(([command, count]) => `${count} × ${command}`).join(" · ")), gives: 3 },
  ].filter(({ text }) => text !== "");
  if (ends !== undefined) return { place: "arrow", ...ends, tone: "bulk", runs };
  const column = call === undefined || !("lane" in call) ? 0 : columns.ofEntry(call);
  return { place: "lane", column, runs };
}

function entryLabel(entry: Entry, options: LabelOptions): RowLabel {
  const { words, columns } = options;
  if (entry.kind === "loss") return { place: "whole", runs: [run("note", words.packetsLost(entry.dropped))] };
  if (entry.kind === "packet") return packetRowLabel(entry, options);
  if (entry.kind === "arrival") return arrivalLabel(entry, options);
  return { place: "lane", column: columns.ofEntry(entry), runs: laneRuns(entry, options) };
}

/** Why something was sent again: said where there is room. */
const causes: ReadonlySet<string> = new Set(["rto", "tail-loss-probe"]);

function packetRowLabel(entry: PacketEntry, options: LabelOptions): RowLabel {
  const { words, columns, record, asOf } = options;
  const { packet, fromLane, toLane } = entry;
  const { name, numbers, payloadBytes, peek, tls, notes, tone, neighbour } = packetLabel(
    packet,
    options.hasRelativeNumbers,
  );
  const cut = cutOf(entry, record, asOf);
  const { from, to } = columns.ofPacket(entry);
  const said: Run[] = [
    ...(tls.length > 0 && name === "DATA" ? [] : [{ ...run("arrow", name), term: termOf("packet", name) }]),
    ...tls.flatMap((words, index) => tlsRuns(words, { isLast: index === tls.length - 1 })),
    { ...plain(numbers), ...(tls.length > 0 ? { gives: 4 } : {}) },
    plain(neighbour === null ? "" : words.wire.neighbour(neighbour)),
    plain(payloadBytes === null ? "" : `${payloadBytes} B`),
    { ...dim(peek === "" ? "" : `“${peek}”`), gives: 3 },
    ...notes.map((note) => ({
      ...noteRun(note, words.note(note)),
      ...(causes.has(note) ? { gives: 2 } : {}),
    })),
    ...(cut === null ? [] : [run("note", words.cutDatagram(cut))]),
    ...repeatRuns(entry, options),
    ...wireRuns(entry, options),
  ];
  const runs = [
    ...portRuns(entry, said, { isRightward: from <= to, record }),
    ...nobodyRuns(entry, fromLane, toLane, words),
  ].filter(({ text }) => text !== "");
  return { place: "arrow", from, to, tone, line: lineOf(entry, asOf), runs };
}

function tlsRuns({ record, name, says }: TlsWords, { isLast }: { isLast: boolean }): Run[] {
  const comma = isLast ? "" : ",";
  const term = termOf("tls", record);
  if (says === "") return [{ ...run("arrow", `${name}${comma}`), term, gives: 1 }];
  return [
    { ...run("arrow", name), term, gives: 1 },
    { ...plain(`${says}${comma}`), gives: 3 },
  ];
}

/** Around what a packet's arrow says, the ports of its ends: where a program has more than one connection. */
function portRuns(
  { packet: { source, destination }, fromLane, toLane }: PacketEntry,
  runs: readonly Run[],
  { isRightward, record }: { isRightward: boolean; record: LabRecord },
): Run[] {
  if (fromLane === NOBODY || toLane === NOBODY) return [...runs];
  const isAmbiguous = [fromLane, toLane].some((lane) => record.uses.of(lane).hasSeveralFlows);
  if (!isAmbiguous && fromLane !== toLane) return [...runs];
  const [left, right] = isRightward ? [source, destination] : [destination, source];
  return [portRun(left), ...runs, portRun(right)];
}

function portRun(end: Endpoint): Run {
  return { ...run("port", "port" in end ? `:${end.port}` : ""), gives: 2, isWhole: true };
}

/** Where a packet goes whose end no program's socket is. */
function nobodyRuns(
  { packet: { source, destination, tcp, udp } }: PacketEntry,
  fromLane: number,
  toLane: number,
  words: DiagramWords,
): Run[] {
  if (fromLane !== NOBODY && toLane !== NOBODY) return [];
  const [from, to] = [formatEndpoint(source) ?? "", formatEndpoint(destination) ?? ""];
  if (fromLane === toLane) return [run("small", words.closedSocket), run("port", `${from} → ${to}`)];
  const isNew = tcp === undefined || udp !== undefined || tcp.flags.some((f) => f === "SYN" || f === "RST");
  const end = toLane === NOBODY ? to : from;
  return [
    run("small", isNew ? words.nobodyListening : words.closedSocket),
    { ...run("port", end), gives: 2, isWhole: true },
  ];
}

function laneRuns(
  entry: Exclude<Entry, { kind: "packet" | "arrival" | "loss" }>,
  options: LabelOptions,
): Run[] {
  const { words, asOf } = options;
  switch (entry.kind) {
    case "call":
      return callRuns(entry, options);
    case "return": {
      const { of } = entry;
      const results = resultRuns(of, callStateAt(of, asOf), { words, prefix: "" });
      return [run("name", of.command), dim("↩"), ...results, ...tookRuns(of, words)];
    }
    case "state": {
      const badge: Run = { ...run("badge", entry.state), term: termOf("state", entry.state) };
      const { cause } = entry;
      return [
        ...(entry.fd === null ? [] : [run("fd", `fd ${entry.fd}`)]),
        badge,
        ...(cause.kind === "timer" ? [run("small", words.timer(cause.timer))] : []),
      ];
    }
    case "queue": {
      const { length, capacity } = entry;
      const text: Run = { ...run("small", words.queue(entry)), term: termOf("kernel", "acceptQueue") };
      if (capacity === null || capacity > DRAWN_PLACES) return [text];
      const places = "▮".repeat(Math.min(length, capacity)) + "▯".repeat(Math.max(0, capacity - length));
      return [text, run("places", places)];
    }
    case "lookup":
      return lookupRuns(entry, words);
    case "output":
      return [
        entry.stream === "stderr"
          ? { ...run("stderr", printed(lastLine(entry.text))), gives: 1 }
          : { ...run("output", printed(entry.text)), gives: 1 },
      ];
    case "process":
      return [
        run(
          "small",
          entry.end === null
            ? words.processStarted(entry.name, entry.pid)
            : words.processEnded(entry.name, entry.end.status),
        ),
      ];
  }
}

/** Of a traceback the line that says what went wrong. */
function lastLine(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.length === 1 ? text : `… ${lines.at(-1)}`;
}

/** The beginning of what was printed, on one line. */
function printed(text: string): string {
  const shown = text.slice(0, LONGEST_OUTPUT).trimEnd().replaceAll("\n", " ⏎ ");
  return shown === "" ? "⏎" : shown;
}

function noteRun(note: PacketNote | DatagramNote, text: string): Run {
  return { tone: "note", text, term: termOf("note", note) };
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
