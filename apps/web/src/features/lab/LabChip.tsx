import { Suspense } from "react";
import { onDemand } from "../../shared/on-demand.js";
import { Popover } from "../../shared/overlays/Popover.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "./lab-context.js";
import type { SessionState } from "./session-state.js";
import "./lab.css";

const LabFacts = onDemand(async () => (await import("./LabFacts.js")).LabFacts);

/** Which lab this is and on what network, and on demand what that means. */
export function LabChip() {
  const { t } = useTranslation();
  const lab = useLab();
  const session = useModel(lab.session.store, (state) => state);
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`lab-chip lab-${session.phase.kind}`}
        aria-label={`${t("lab.chipLabel")}: ${chipText(session, t)}`}
      >
        <span className="lab-light" aria-hidden="true" />
        <span className="ellipsis">{chipText(session, t)}</span>
      </Popover.Trigger>
      <Popover.Content className="popover" aria-label={t("lab.chipLabel")} align="start">
        <Suspense>
          <LabFacts session={session} />
        </Suspense>
        <p className="dim">{t("lab.freshText")}</p>
        <span className="lab-actions">
          <Popover.Close className="button" onClick={() => void lab.freshNetwork()}>
            {t("lab.freshNetwork")}
          </Popover.Close>
          <Popover.Close className="button" onClick={() => lab.askNewLab()}>
            {t("lab.newLab")}
          </Popover.Close>
        </span>
      </Popover.Content>
    </Popover.Root>
  );
}

function chipText({ phase, lab }: SessionState, t: Translate): string {
  if (phase.kind === "offline") return t(phase.absence === "network" ? "lab.noNetwork" : "lab.offline");
  if (phase.kind === "refused") return t("lab.refused");
  if (lab === null || phase.kind === "connecting") return t("lab.connecting");
  const hosts = lab.hosts?.map(({ name }) => name).join(" – ");
  return t("lab.chip", { id: lab.id, network: hosts ?? t(`lab.networks.${lab.network}`) });
}
