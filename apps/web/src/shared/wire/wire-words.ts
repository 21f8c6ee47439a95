import type { WireCause, WireSettings } from "@sockpit/protocol";
import { formatShare, formatSize } from "../format/format-wire.js";
import type { TextKey, Translate } from "../translation.js";

/** Settings of a wire that lose packets. */
const losing = ["lossShare", "lossEveryNth", "lossBurst", "queueBytes", "isDown"] as const;

/** Why a packet did not arrive. `t` has the texts of `withWireTexts`. */
export function droppedWords(t: Translate, cause: WireCause | null): string {
  switch (cause?.by) {
    case "rule":
      return t("wireWords.dropped.rule", { rule: cause.rule });
    case "limit":
      return t(`wireWords.dropped.${cause.limit}`);
    case "hand":
    case "noHost":
    case "host":
      return t(`wireWords.dropped.${cause.by}`);
    case "setting": {
      const setting = losing.find((name) => name === cause.setting);
      return t(`wireWords.dropped.${setting ?? "other"}`);
    }
    default:
      return t("wireWords.dropped.other");
  }
}

/** What the setting that lost a packet was set to: `25%`, `n = 3`; empty where there is no number to it, or it is not known. */
export function lossNumbers(t: Translate, cause: WireCause | null, settings?: WireSettings): string {
  if (cause?.by !== "setting" || settings === undefined) return "";
  const { lossShare, lossEveryNth, lossBurst, queueBytes } = settings;
  if (cause.setting === "lossShare") return formatShare(lossShare);
  if (cause.setting === "queueBytes") return formatSize(queueBytes);
  if (cause.setting === "lossEveryNth" && lossEveryNth !== null)
    return t("wireWords.lossNumbers.n", { n: lossEveryNth });
  if (cause.setting === "lossBurst" && lossBurst !== null)
    return t("wireWords.lossNumbers.burst", {
      start: formatShare(lossBurst.startShare),
      end: formatShare(lossBurst.endShare),
      loss: formatShare(lossBurst.lossShare),
    });
  return "";
}

/** Why a packet did not arrive, with what was set. */
export function lossWords(t: Translate, cause: WireCause | null, settings?: WireSettings): string {
  const says = droppedWords(t, cause);
  const numbers = lossNumbers(t, cause, settings);
  return numbers === "" ? says : t("wireWords.withNumbers", { says, numbers });
}

/** What decided something about a packet on a wire. */
export function causeWords(t: Translate, cause: WireCause): string {
  const key: TextKey = `wireWords.causes.${cause.by}`;
  if (cause.by === "rule") return t(key, { rule: cause.rule });
  return t(key, { setting: cause.by === "setting" ? cause.setting : "" });
}
