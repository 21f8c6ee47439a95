import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { CongestionChoice } from "./CongestionChoice.js";
import { LossFields } from "./LossFields.js";
import { isSetAlike, presetSettings } from "./presets.js";
import { nameOfScope, ScopeChoice } from "./ScopeChoice.js";
import { SettingField } from "./SettingField.js";
import { sliderNames } from "./setting-fields.js";
import { settingsOf, useWire } from "./wire-context.js";
import "./wire-settings.css";

/** The wire's controls, for all directions or for one. */
export function WireSettingsSection() {
  const { t } = useTranslation();
  const { model, configuration, hosts, canAct } = useWire();
  const scope = useModel(model.store, (state) => state.scope);
  const first = { from: hosts[0] ?? "", to: hosts[1] ?? "" };
  const ends = scope === "all" ? first : scope;
  const shown = settingsOf(configuration, ends)?.settings;
  if (shown === undefined) return null;
  const differs =
    scope === "all" && configuration.directions.some(({ settings }) => !isSetAlike(settings, shown));
  return (
    <div className="wire-settings">
      <div className="wire-settings-head">
        <ScopeChoice />
        <label className="wire-check">
          <input
            type="checkbox"
            checked={shown.isDown}
            disabled={!canAct}
            onChange={(event) => model.set(scope, { isDown: event.target.checked })}
          />
          {t("wire.settings.isDown")}
        </label>
        <span className="spacer" />
        <button
          type="button"
          className="button button-small"
          title={t("wire.resetHint")}
          disabled={!canAct}
          onClick={() => model.set(scope, presetSettings("none"))}
        >
          {t("wire.reset")}
        </button>
      </div>
      {differs ? <p className="pane-note wire-wrap">{t("wire.differ", { ...ends })}</p> : null}
      <div className="wire-fields">
        {sliderNames.map((name) =>
          name === "lossShare" ? (
            <LossFields
              key={`${nameOfScope(scope)} ${name}`}
              settings={shown}
              isDisabled={!canAct}
              onSet={(settings) => model.set(scope, settings)}
            />
          ) : (
            <SettingField
              key={`${nameOfScope(scope)} ${name}`}
              name={name}
              label={t(`wire.settings.${name}`)}
              value={shown[name]}
              isDisabled={!canAct}
              onSet={(value) => model.set(scope, { [name]: value })}
            />
          ),
        )}
      </div>
      <CongestionChoice />
    </div>
  );
}
