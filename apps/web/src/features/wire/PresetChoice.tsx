import { useId } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { type PresetName, presetNames, presetSettings, recognisePreset } from "./presets.js";
import { formatSetting, sliderNames } from "./setting-fields.js";
import { useWire } from "./wire-context.js";

/** Connections as people know them; which one it is, is recognised by how the wire is set. */
export function PresetChoice() {
  const { t } = useTranslation();
  const { model, configuration, canAct } = useWire();
  const preset = useRecognisedPreset();
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {t("wire.preset")}
      </label>
      <select
        id={id}
        className="wire-preset"
        value={preset ?? ""}
        disabled={!canAct}
        title={preset === undefined ? undefined : t(`wire.presets.${preset}.says`)}
        onChange={(event) => {
          const name = presetNames.find((each) => each === event.target.value);
          if (name !== undefined) model.set("all", presetSettings(name));
        }}
      >
        {preset === undefined && configuration.directions.length > 0 ? (
          <option value="">{t("wire.own")}</option>
        ) : null}
        {presetNames.map((name) => (
          <option key={name} value={name}>
            {t(`wire.presets.${name}.name`)}
          </option>
        ))}
      </select>
    </>
  );
}

/** What a preset is, with its numbers. */
export function PresetNote() {
  const { t } = useTranslation();
  const preset = useRecognisedPreset();
  if (preset === undefined || preset === "none") return null;
  const settings = presetSettings(preset);
  const plain = presetSettings("none");
  const numbers = sliderNames
    .filter((name) => settings[name] !== plain[name])
    .map((name) => `${t(`wire.settings.${name}`)} ${formatSetting(name, settings[name], t("wire.noBound"))}`);
  return (
    <p className="wire-preset-note">
      {t(`wire.presets.${preset}.says`)} <span className="dim">{numbers.join(" · ")}</span>
    </p>
  );
}

function useRecognisedPreset(): PresetName | undefined {
  const { configuration } = useWire();
  return recognisePreset(configuration.directions.map(({ settings }) => settings));
}
