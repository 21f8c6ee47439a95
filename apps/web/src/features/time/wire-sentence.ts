import { formatEndpoint, type LabEventOf } from "@sockpit/protocol";
import type { LabRecord } from "../../record/lab-record.js";
import { packetLabel } from "../../record/packet-label.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { formatDuration } from "../../shared/format/format-duration.js";
import type { Translate } from "../../shared/translation.js";
import { causeWords, lossWords } from "../../shared/wire/wire-words.js";

type WireEvent = LabEventOf<"packetHeld" | "packetLeft" | "wireChanged" | "tcpSampled">;

/** What becomes of packets on the wire, in a sentence. `t` has the texts of the wire. */
export function wireSentence(event: WireEvent, { t, record }: { t: Translate; record: LabRecord }): string {
  if (event.event === "wireChanged") return t("wireWords.sentences.changed");
  if (event.event === "tcpSampled") {
    const { cwndSegments: cwnd, bytesInFlight: flying } = event;
    return t("wireWords.sentences.sampled", { cwnd, flying });
  }
  const entry = record.findPacket(event.packet);
  const nameOf = (lane: number | undefined, end: { host: string; port?: number | undefined } | undefined) =>
    (lane === undefined ? undefined : record.lanes[lane]?.name) ?? formatEndpoint(end ?? null) ?? "?";
  const ends = {
    what: entry === undefined ? "" : packetLabel(entry.packet, true).name,
    from: nameOf(entry?.fromLane, entry?.packet.source),
    to: nameOf(entry?.toLane, entry?.packet.destination),
  };
  if (event.event === "packetHeld")
    return t("wireWords.sentences.held", { ...ends, why: causeWords(t, event.cause) });
  const { fate, cause = null, effects, isCopy = false, at, enteredAt } = event;
  if (fate === "dropped") {
    const why = lossWords(t, cause, entry && settingsOnWire(entry, record));
    return t("wireWords.sentences.dropped", { ...ends, why });
  }
  if (effects.includes("corrupted")) return t("wireWords.sentences.corrupted", ends);
  if (isCopy) return t("wireWords.sentences.arrivesAgain", ends);
  const said = t("wireWords.sentences.arrives", { ...ends, duration: formatDuration(at - enteredAt) });
  if (event.isOutOfOrder === true) return t("wireWords.sentences.outOfOrder", { said });
  return effects.includes("overtaken") ? t("wireWords.sentences.overtaken", { said }) : said;
}
