import { formatDuration } from "../../shared/format/format-duration.js";
import { cutCounts } from "../../shared/format/lost-bytes.js";
import type { Translate, Translation } from "../../shared/translation.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { droppedWords, lossNumbers, lossWords } from "../../shared/wire/wire-words.js";
import type { DiagramWords } from "./words.js";

/** What the diagram and its pictures say, in the page's language. */
export function diagramWords(page: Translation): DiagramWords {
  const { t } = page;
  return {
    wire: wireWords(withWireTexts(page).t),
    title: t("diagram.title"),
    gap: (us) => t("diagram.gap", { duration: formatDuration(us) }),
    chapter: (kind) => t(`chapters.titles.${kind}`),
    waited: (us) => t("diagram.waited", { duration: formatDuration(us) }),
    wokenBy: (packet) => t("diagram.wokenBy", { packet }),
    timer: (timer) => t("diagram.timer", { timer }),
    line: (line) => t("shared.line", { line }),
    queue: ({ hasGrown, length, capacity }) =>
      t(hasGrown ? "diagram.queueIn" : "diagram.queueOut", { length, capacity: capacity ?? "?" }),
    processStarted: (name, pid) => t("diagram.processStarted", { name, pid }),
    processEnded: (name, status) => t("diagram.processEnded", { name, status }),
    packets: (count) => t("diagram.packets", { count }),
    datagrams: (count) => t("diagram.datagrams", { count }),
    datagramsDropped: (count) => t("diagram.datagramsDropped", { count }),
    cutDatagram: (cut) => t("shared.cutDatagram", cutCounts(cut)),
    condition: (kind) => t(`shared.conditions.${kind}`),
    packetsLost: (count) => t("diagram.packetsLost", { count }),
    note: (note) => t(`diagram.notes.${note}` as "diagram.notes.retransmission"),
    nobodyListening: t("programs.nobody"),
    closedSocket: t("diagram.closedSocket"),
    blocked: t("calls.blocked"),
    abandoned: t("calls.abandoned"),
    lost: t("calls.lost"),
    timedOut: t("calls.timedOut"),
    cut: (count) => t("export.cut", { count }),
  };
}

function wireWords(t: Translate): DiagramWords["wire"] {
  return {
    underWay: t("wireWords.underWay"),
    held: t("wireWords.held"),
    outOfOrder: t("wireWords.outOfOrder"),
    arrives: ({ us, isCopy }) =>
      t(`wireWords.${isCopy ? "copyArrives" : "arrives"}`, { duration: formatDuration(us) }),
    after: (us) => t("wireWords.after", { duration: formatDuration(us) }),
    again: ({ packet, us }) => t("wireWords.again", { packet, duration: formatDuration(us) }),
    dropped: (cause) => droppedWords(t, cause),
    lossNumbers: (cause, settings) => lossNumbers(t, cause, settings),
    lossMark: ({ packet, cause, settings }) =>
      t("wireWords.lossMark", { packet, why: lossWords(t, cause, settings) }),
    effect: (effect) => t(`wireWords.effects.${effect}`),
    neighbour: ({ kind, address, by, mac }) =>
      t(`wireWords.neighbour.${kind}`, { address, by, mac: mac ?? "?" }),
  };
}
