import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { Scope } from "./pending-change.js";
import { directionsOf, useWire } from "./wire-context.js";

/** A direction, or all of them, as a key. */
export function nameOfScope(scope: Scope): string {
  return scope === "all" ? "all" : `${scope.from} ${scope.to}`;
}

/** Which directions the settings are for: buttons for two hosts, a menu where there are six directions or more. */
export function ScopeChoice() {
  const { t } = useTranslation();
  const { model, hosts } = useWire();
  const chosen = useModel(model.store, ({ scope }) => nameOfScope(scope));
  const choices: Scope[] = ["all", ...directionsOf(hosts)];
  const nameOf = (name: string) => {
    const scope = choices.find((each) => nameOfScope(each) === name) ?? "all";
    if (scope !== "all") return t("wire.direction", { ...scope });
    return t(hosts.length > 2 ? "wire.allDirections" : "wire.bothDirections");
  };
  const choose = (name: string) =>
    model.setScope(choices.find((each) => nameOfScope(each) === name) ?? "all");
  if (hosts.length <= 2)
    return (
      <ChoiceButtons
        label={t("wire.scope")}
        choices={choices.map(nameOfScope)}
        chosen={chosen}
        nameOf={nameOf}
        onChoose={choose}
        className="view-switch"
        buttonClassName="view-choice"
      />
    );
  return (
    <label className="wire-check">
      {t("wire.scope")}
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        {choices.map(nameOfScope).map((name) => (
          <option key={name} value={name}>
            {nameOf(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
