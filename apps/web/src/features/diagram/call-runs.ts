import type { LookupError } from "@sockpit/protocol";
import { type CallEntry, type CallState, callStateAt, type LookupEntry } from "../../record/entry.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatDuration, NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { formatLookup } from "../../shared/format/format-lookup.js";
import { formatResult } from "../../shared/format/format-result.js";
import { cutDatagram } from "../../shared/format/lost-bytes.js";
import { errorTerm, termOf } from "../glossary/public.js";
import type { Run } from "./run.js";
import type { DiagramWords } from "./words.js";

/** As long as a clock gets that counts how long a call has waited. */
const CLOCK_TEXT = "00 s";

/** A call where it begins: its socket, its arguments, and what came of it or how long it has waited. */
export function callRuns(
  call: CallEntry,
  { words, asOf, isLive }: { words: DiagramWords; asOf: number; isLive: boolean },
): Run[] {
  const { fd, name, args, meaning } = formatCall(call.command, call.params);
  const state = callStateAt(call, asOf);
  // A result has a row of its own where it came later than this one.
  const isWhole = call.end !== null && !call.end.hasRow;
  const waits: Run[] = state.kind === "blocked" ? [{ tone: "waits", text: words.blocked }] : [];
  if (state.kind === "blocked" && isLive)
    waits.push({ tone: "elapsed", text: CLOCK_TEXT, sinceUs: state.sinceUs });
  if (state.kind === "lost" && !isWhole) waits.push({ tone: "waits", text: words.lost });
  return [
    ...(fd === null ? [] : [{ tone: "fd" as const, text: `fd ${fd}` }]),
    { tone: "name", text: name, term: termOf("command", call.command) },
    // Of text beyond ASCII the text says more than its bytes.
    { tone: "plain", text: `(${args})`, isJoined: true, gives: meaning === null ? 1 : 4 },
    ...(meaning === null ? [] : [{ tone: "small" as const, text: meaning, gives: 1 }]),
    ...(isWhole ? resultRuns(call, state, { words, prefix: "= " }) : []),
    ...waits,
    ...(call.source === null
      ? []
      : [{ tone: "small" as const, text: words.line(call.source.line), gives: 5, isWhole: true }]),
  ];
}

/** A look-up, which has its answer at once. */
export function lookupRuns({ lookup }: LookupEntry, words: DiagramWords): Run[] {
  const { args, outcome } = formatLookup(lookup);
  const { error, source } = lookup;
  return [
    { tone: "name", text: lookup.function },
    { tone: "plain", text: `(${args})`, isJoined: true, gives: 1 },
    error === undefined
      ? { tone: "plain", text: `= ${outcome}`, gives: 2 }
      : { tone: "error", text: error.name, term: lookupTerm(error) },
    ...(source === undefined
      ? []
      : [{ tone: "small" as const, text: words.line(source.line), gives: 5, isWhole: true }]),
  ];
}

function lookupTerm({ name }: LookupError) {
  return name === "HOST_NOT_FOUND" ? undefined : termOf("errno", name);
}

/** How long a call took, and what ended its waiting. */
export function tookRuns({ end, wokenBy }: CallEntry, words: DiagramWords): Run[] {
  if (end === null) return [];
  if (end.blockedUs < NOTEWORTHY_US)
    return [{ tone: "small", text: formatDuration(end.durationUs), gives: 4, isWhole: true }];
  if (wokenBy === null)
    return [{ tone: "small", text: words.waited(end.blockedUs), gives: 4, isWhole: true }];
  return [
    { tone: "small", text: formatDuration(end.blockedUs), gives: 4, isWhole: true },
    { tone: "small", text: words.wokenBy(wokenBy), gives: 5, isWhole: true },
  ];
}

/** What came of a call. A result of nothing is written only in the row of its return. */
export function resultRuns(
  call: CallEntry,
  state: CallState,
  { words, prefix }: { words: DiagramWords; prefix: "" | "= " },
): Run[] {
  switch (state.kind) {
    case "running":
    case "blocked":
      return [];
    case "abandoned":
      return [{ tone: "small", text: words.abandoned }];
    case "lost":
      return [{ tone: "small", text: words.lost }];
    case "returned": {
      const { text, meaning } = formatResult(call, state.result);
      const cut = cutDatagram(state.result);
      const conditions = conditionRuns(call, words);
      if (text === "None" && prefix !== "") return conditions;
      return [
        { tone: "plain", text: prefix + text, gives: meaning === null ? 2 : 4 },
        ...(meaning === null ? [] : [{ tone: "small" as const, text: meaning, gives: 2 }]),
        ...(cut === null ? [] : [{ tone: "note" as const, text: words.cutDatagram(cut) }]),
        ...conditions,
      ];
    }
    case "failed": {
      const { error } = state;
      const text =
        error.kind === "errno" ? error.errno : error.kind === "timeout" ? words.timedOut : error.code;
      return [{ tone: "error", text, term: errorTerm(error) }, ...conditionRuns(call, words)];
    }
  }
}

function conditionRuns({ conditions }: CallEntry, words: DiagramWords): Run[] {
  return conditions.map((kind) => ({ tone: "note", text: words.condition(kind) }));
}
