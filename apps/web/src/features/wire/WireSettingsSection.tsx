import type { WireSettings } from "@sockpit/protocol";
import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { CongestionChoice } from "./CongestionChoice.js";
import { LossFields } from "./LossFields.js";
import { presetSettings } from "./presets.js";
import { SettingField } from "./SettingField.js";
import { sliderNames } from "./setting-fields.js";
import { settingsOf, useWire } from "./wire-context.js";
import { scopeOf } from "./wire-model.js";
import "./wire-settings.css";

/** The wire's controls, for all directions or for one. */
export function WireSettingsSection() {
  const { t } = useTranslation();
  const { model, configuration, hosts, pair, canAct } = useWire();
  const scope = useModel(model.store, (state) => state.scope);
  const [a, b] = pair;
  const ends = scope === "back" ? { from: b, to: a } : { from: a, to: b };
  const shown = settingsOf(configuration, ends)?.settings;
  if (shown === undefined) return null;
  const target = scopeOf(scope, pair);
  const differs =
    scope === "all" &&
    configuration.directions.some(({ settings }) => whatIsSet(settings) !== whatIsSet(shown));
  const names = {
    all: t(hosts.length > 2 ? "wire.allDirections" : "wire.bothDirections"),
    there: t("wire.direction", { from: a, to: b }),
    back: t("wire.direction", { from: b, to: a }),
  };
  return (
    <div className="wire-settings">
      <div className="wire-settings-head">
        <ChoiceButtons
          label={t("wire.scope")}
          choices={["all", "there", "back"] as const}
          chosen={scope}
          nameOf={(choice) => names[choice]}
          onChoose={(choice) => model.setScope(choice)}
          className="view-switch"
          buttonClassName="view-choice"
        />
        <label className="wire-check">
          <input
            type="checkbox"
            checked={shown.isDown}
            disabled={!canAct}
            onChange={(event) => model.set(target, { isDown: event.target.checked })}
          />
          {t("wire.settings.isDown")}
        </label>
        <span className="spacer" />
        <button
          type="button"
          className="button button-small"
          title={t("wire.resetHint")}
          disabled={!canAct}
          onClick={() => model.set(target, presetSettings("none"))}
        >
          {t("wire.reset")}
        </button>
      </div>
      {differs ? <p className="pane-note wire-wrap">{t("wire.differ", ends)}</p> : null}
      <div className="wire-fields">
        {sliderNames.map((name) =>
          name === "lossShare" ? (
            <LossFields
              key={`${scope} ${name}`}
              settings={shown}
              isDisabled={!canAct}
              onSet={(settings) => model.set(target, settings)}
            />
          ) : (
            <SettingField
              key={`${scope} ${name}`}
              name={name}
              label={t(`wire.settings.${name}`)}
              value={shown[name]}
              isDisabled={!canAct}
              onSet={(value) => model.set(target, { [name]: value })}
            />
          ),
        )}
      </div>
      <CongestionChoice />
    </div>
  );
}

/** All but holding, which has buttons of its own. */
function whatIsSet({ isHolding: _, ...settings }: WireSettings): string {
  return JSON.stringify(settings);
}
