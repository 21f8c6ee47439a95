import { Popover } from "../../shared/overlays/Popover.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useShown } from "../time/public.js";
import { useLab } from "./lab-context.js";
import type { SessionState } from "./session-state.js";
import "./lab.css";

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
        <LabFacts session={session} />
        <p className="dim">{t("lab.freshText")}</p>
        <Popover.Close className="button" onClick={() => void lab.freshNetwork()}>
          {t("lab.freshNetwork")}
        </Popover.Close>
      </Popover.Content>
    </Popover.Root>
  );
}

function chipText({ phase, lab }: SessionState, t: Translate): string {
  if (phase.kind === "offline") return t(phase.absence === "network" ? "lab.noNetwork" : "lab.offline");
  if (phase.kind === "refused") return t("lab.refused");
  if (lab === null || phase.kind === "connecting") return t("lab.connecting");
  return t("lab.chip", { id: lab.id, network: t(`lab.networks.${lab.network}`) });
}

function LabFacts({ session: { health, lab } }: { session: SessionState }) {
  const { t } = useTranslation();
  const processes = useShown((view) => view.processes.length);
  const droppedEvents = useShown((view) => view.record.unknownEvents);
  const network = lab?.network ?? health?.network;
  const reason = (lab?.isolation ?? health?.isolation)?.reason;
  return (
    <>
      {network === undefined ? null : (
        <>
          <h2>{network === "isolated" ? t("lab.isolatedTitle") : t("lab.mappedTitle")}</h2>
          <p>{network === "isolated" ? t("lab.isolatedText") : t("lab.mappedText")}</p>
          {network === "isolated" || reason === undefined ? null : <p>{t("lab.reason", { reason })}</p>}
        </>
      )}
      <dl className="facts">
        <Fact name={t("lab.id")} value={lab?.id} />
        <Fact name={t("lab.server")} value={health === null ? undefined : `Sockpit ${health.version}`} />
        <Fact name={t("lab.processes")} value={processes} />
        <Fact name={t("lab.droppedEvents")} value={droppedEvents > 0 ? droppedEvents : undefined} />
      </dl>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string | number | undefined }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
