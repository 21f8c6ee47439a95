import type { WireSettings } from "@sockpit/protocol";
import { useState } from "react";
import { useRecord } from "../../record/record-context.js";
import type { SettingChange } from "../../record/wire-changes.js";
import { copyText } from "../../shared/copy-text.js";
import { formatDuration } from "../../shared/format/format-duration.js";
import { formatShare } from "../../shared/format/format-wire.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useMoment, useView } from "../time/public.js";
import { longLabel } from "./packet-words.js";
import { scenarioCondition, type Unwritten } from "./scenario-condition.js";
import { formatSetting, type SliderSetting, sliderNames } from "./setting-fields.js";
import { useWire } from "./wire-context.js";
import { type WireStep, wireSteps } from "./wire-log.js";
import "./wire-log.css";

/** What was done to the wire, the newest first, to be looked at and to be copied as a scenario's condition. */
export function WireLog() {
  const { t } = useTranslation();
  const { configuration } = useWire();
  const view = useView();
  const moment = useMoment();
  const { record } = useRecord();
  const [copied, setCopied] = useState<{ text: string; isCopied: boolean; left: Unwritten[] } | null>(null);
  const steps = wireSteps(record, view.asOf);
  const copy = async () => {
    const { formatCondition } = await import("@sockpit/protocol/scenario");
    const { effects, left } = scenarioCondition(configuration, { record, steps });
    const text = effects.length === 0 ? "" : formatCondition({ effects });
    setCopied({ text, isCopied: text !== "" && (await copyText(text)), left });
  };
  return (
    <div className="wire-log">
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {t("wire.log.copy")}
      </button>
      {copied === null ? null : <Copied {...copied} />}
      {steps.length === 0 ? (
        <p className="dim">{t("wire.log.empty")}</p>
      ) : (
        <ol className="wire-log-list" reversed>
          {steps.map((step, index) => (
            <li key={`${step.seq} ${index}`}>
              <button type="button" className="line-link" onClick={() => moment.goTo(step.seq)}>
                {formatDuration(view.sinceRun(step))}
              </button>
              <span>{stepInWords(step, t)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Copied({ text, isCopied, left }: { text: string; isCopied: boolean; left: readonly Unwritten[] }) {
  const { t } = useTranslation();
  const says = text === "" ? "nothing" : isCopied ? "copied" : "notCopied";
  return (
    <div className="wire-log-copied" role="status">
      <p>{t(`wire.log.${says}`)}</p>
      {text === "" ? null : <code>{text}</code>}
      {left.length === 0 ? null : (
        <>
          <p>{t("wire.log.left")}</p>
          <ul>
            {[...new Set(left.map((each) => unwrittenInWords(each, t)))].map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function unwrittenInWords(unwritten: Unwritten, t: Translate): string {
  switch (unwritten.kind) {
    case "setting":
      return t(`wire.settings.${unwritten.setting}`);
    case "directions":
      return t("wire.log.leftDirections");
    case "congestion":
      return t("wire.log.leftCongestion", { name: unwritten.host });
    case "rule":
      return t("wire.log.leftRule", { id: unwritten.id });
    case "drop":
      return t("wire.log.leftDrop", { packet: unwritten.packet });
    case "hand":
      return t(unwritten.action === "release" ? "wire.log.leftRelease" : "wire.log.leftDuplicate", {
        packet: unwritten.packet,
      });
  }
}

function stepInWords(step: WireStep, t: Translate): string {
  if (step.kind === "hand")
    return t(`wire.log.${step.action}`, {
      packet: step.entry.packet.packet,
      text: longLabel(step.entry),
    });
  if (step.kind === "congestion")
    return t("wire.log.congestion", { name: step.host.name, value: step.host.congestionControl });
  if (step.kind !== "set") return t(`wire.log.${step.kind}`, { id: step.rule.id });
  const { setting, direction } = step.change;
  const what = { name: t(`wire.settings.${setting}`), value: valueInWords(step.change, t) };
  return direction === null ? t("wire.log.set", what) : t("wire.log.setIn", { ...what, ...direction });
}

function valueInWords({ setting, value }: SettingChange, t: Translate): string {
  if (isSlider(setting) && (typeof value === "number" || value === null))
    return formatSetting(setting, value, t("wire.noBound"));
  if (typeof value === "boolean") return t(value ? "wire.on" : "wire.off");
  if (value === null) return t("wire.none");
  if (typeof value === "number") return `n = ${value}`;
  const { startShare, endShare, lossShare } = value;
  return t("wire.burst", {
    start: formatShare(startShare),
    end: formatShare(endShare),
    loss: formatShare(lossShare),
  });
}

function isSlider(setting: keyof WireSettings): setting is SliderSetting {
  return (sliderNames as readonly string[]).includes(setting);
}
