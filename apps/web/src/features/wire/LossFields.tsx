import { useId } from "react";
import { formatShare } from "../../shared/format/format-wire.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import {
  burstInNumbers,
  type LossBurst,
  type LossSettings,
  lossKindOf,
  lossKinds,
  lossOfKind,
  otherLosses,
} from "./loss-kind.js";
import { SettingField } from "./SettingField.js";
import { formatSetting } from "./setting-fields.js";

interface LossFieldsProps {
  settings: LossSettings;
  isDisabled: boolean;
  onSet(settings: Partial<LossSettings>): void;
}

const burstFields = [
  ["burstStart", "startShare"],
  ["burstEnd", "endShare"],
  ["burstLoss", "lossShare"],
] as const satisfies readonly (readonly [string, keyof LossBurst])[];

/** How packets are lost: at random, each n-th, or in bursts; the fields of that, and what it means. */
export function LossFields({ settings, isDisabled, onSet }: LossFieldsProps) {
  const { t } = useTranslation();
  const id = useId();
  const kind = lossKindOf(settings);
  const { lossShare, lossEveryNth, lossBurst } = settings;
  const others = otherLosses(settings).map(
    (name) => `${t(`wire.settings.${name}`)} ${formatSetting(name, settings[name], "")}`,
  );
  return (
    <>
      <div className="wire-field">
        <label htmlFor={id}>{t("wire.loss.kind")}</label>
        <select
          id={id}
          className="wire-loss-kind"
          value={kind}
          disabled={isDisabled}
          aria-describedby={`${id}-says`}
          onChange={(event) => {
            const chosen = lossKinds.find((each) => each === event.target.value);
            if (chosen !== undefined) onSet(lossOfKind(chosen));
          }}
        >
          {lossKinds.map((each) => (
            <option key={each} value={each}>
              {t(`wire.loss.kinds.${each}`)}
            </option>
          ))}
        </select>
      </div>
      {kind === "random" ? (
        <SettingField
          name="lossShare"
          label={t("wire.loss.share")}
          value={lossShare}
          isDisabled={isDisabled}
          onSet={(value) => onSet({ lossShare: value ?? 0 })}
        />
      ) : null}
      {lossBurst === null && lossEveryNth !== null ? (
        <SettingField
          name="lossEveryNth"
          label={t("wire.loss.n")}
          value={lossEveryNth}
          isDisabled={isDisabled}
          onSet={(value) => onSet({ lossEveryNth: value })}
        />
      ) : null}
      {lossBurst === null
        ? null
        : burstFields.map(([name, field]) => (
            <SettingField
              key={name}
              name={name}
              label={t(`wire.loss.${name}`)}
              value={lossBurst[field]}
              isDisabled={isDisabled}
              onSet={(value) => onSet({ lossBurst: { ...lossBurst, [field]: value ?? 0 } })}
            />
          ))}
      <p id={`${id}-says`} className="wire-loss-says dim">
        {lossBurst === null ? t(`wire.loss.says.${kind}`) : burstInWords(lossBurst, t)}
        {others.length === 0 ? null : ` ${t("wire.loss.others", { settings: others.join(", ") })}`}
      </p>
    </>
  );
}

function burstInWords(burst: LossBurst, t: Translate): string {
  const { packets, share } = burstInNumbers(burst);
  const lost = formatShare(share);
  return packets === null
    ? t("wire.loss.endless", { lost })
    : t("wire.loss.says.bursts", { packets: Number(packets.toPrecision(2)), lost });
}
