import type { LabEventOf } from "@sockpit/protocol";
import type { LabRecord } from "../../record/lab-record.js";
import {
  changedHosts,
  changedSettings,
  missingRules,
  type SettingChange,
} from "../../record/wire-changes.js";
import { formatRate, formatShare, formatSize, formatWireMs } from "../../shared/format/format-wire.js";
import type { Translate } from "../../shared/translation.js";

/** What was set of the wire: each setting with its new value, and the rules that came and went. */
export function wireChangeSentence(
  event: LabEventOf<"wireChanged">,
  { t, record }: { t: Translate; record: LabRecord },
): string {
  const before = record.wire.before(event);
  if (before === undefined) return t("sentences.wire.isSet");
  const parts = [
    ...changedSettings(before, event).map((change) => {
      const says = t(`sentences.wire.${change.setting}`, { value: shownValue(change, t) });
      return change.direction === null
        ? says
        : t("sentences.wire.inDirection", { says, ...change.direction });
    }),
    ...changedHosts(before, event).map(({ name, congestionControl }) =>
      t("sentences.wire.congestion", { name, value: congestionControl }),
    ),
    ...missingRules(before.rules, event.rules).map(({ id }) => t("sentences.wire.ruleAdded", { id })),
    ...missingRules(event.rules, before.rules).map(({ id }) => t("sentences.wire.ruleRemoved", { id })),
  ];
  return parts.length === 0
    ? t("sentences.wire.unchanged")
    : t("sentences.wire.set", { parts: parts.join(t("sentences.wire.comma")) });
}

function shownValue({ setting, value }: SettingChange, t: Translate): string {
  if (typeof value === "boolean") return t(value ? "sentences.wire.on" : "sentences.wire.off");
  if (value === null || typeof value === "object")
    return t(value === null ? "sentences.wire.none" : "sentences.wire.on");
  if (setting === "delayMs" || setting === "jitterMs") return formatWireMs(value);
  if (setting === "rateBitsPerSecond") return formatRate(value);
  if (setting === "queueBytes") return formatSize(value);
  return setting === "lossEveryNth" ? String(value) : formatShare(value);
}
