import type { WireCause } from "@sockpit/protocol";
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

/** What decided something about a packet on a wire. */
export function causeWords(t: Translate, cause: WireCause): string {
  const key: TextKey = `wireWords.causes.${cause.by}`;
  if (cause.by === "rule") return t(key, { rule: cause.rule });
  return t(key, { setting: cause.by === "setting" ? cause.setting : "" });
}
