import { useId } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useWire } from "./wire-context.js";

/** Those that are explained; a kernel may have more. */
const explained = ["reno", "cubic", "bbr"] as const;

/** What TCP sockets of each host begin with. */
export function CongestionChoice() {
  const { t } = useTranslation();
  const { model, configuration, canAct } = useWire();
  const available = useModel(useLab().session.store, ({ lab }) => lab?.wire?.congestionControls);
  const id = useId();
  const { hosts = [] } = configuration;
  if (hosts.length === 0) return null;
  const chosen = hosts.map(({ congestionControl }) => congestionControl);
  return (
    <fieldset className="wire-congestion" aria-describedby={`${id}-applies`}>
      <legend className="visually-hidden">{t("wire.congestion.title")}</legend>
      <span aria-hidden="true">{t("wire.congestion.title")}</span>
      {hosts.map(({ name, congestionControl }) => (
        <label key={name}>
          <span>{name}</span>
          <select
            aria-label={t("wire.congestion.of", { name })}
            value={congestionControl}
            disabled={!canAct}
            onChange={(event) => model.setCongestion(name, event.target.value)}
          >
            {[...new Set([...(available ?? []), ...chosen])].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      ))}
      <p id={`${id}-applies`} className="dim">
        {[
          t("wire.congestion.applies"),
          ...explained.filter((name) => chosen.includes(name)).map((name) => t(`wire.congestion.${name}`)),
        ].join(" ")}
      </p>
    </fieldset>
  );
}
