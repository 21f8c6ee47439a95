import { useShown } from "../time/public.js";
import type { SessionState } from "./session-state.js";
import { useAboutLabTexts } from "./use-about-lab-texts.js";
import { WireFacts } from "./WireFacts.js";

/** What network a lab has, which hosts, and what has run in it. */
export function LabFacts({ session: { health, lab } }: { session: SessionState }) {
  const { t } = useAboutLabTexts();
  const processes = useShown((view) => view.processes.length);
  const droppedEvents = useShown((view) => view.record.unknownEvents);
  const network = lab?.network ?? health?.network;
  const reason = (lab?.isolation ?? health?.isolation)?.reason;
  return (
    <>
      {lab?.hosts !== undefined ? (
        <WireFacts lab={lab} />
      ) : network === undefined ? null : (
        <>
          <h2>{network === "isolated" ? t("aboutLab.isolatedTitle") : t("aboutLab.mappedTitle")}</h2>
          <p>{network === "isolated" ? t("aboutLab.isolatedText") : t("aboutLab.mappedText")}</p>
          {network === "isolated" || reason === undefined ? null : <p>{t("aboutLab.reason", { reason })}</p>}
        </>
      )}
      <dl className="facts">
        <Fact name={t("aboutLab.id")} value={lab?.id} />
        <Fact name={t("aboutLab.server")} value={health === null ? undefined : `Sockpit ${health.version}`} />
        <Fact name={t("aboutLab.processes")} value={processes} />
        <Fact name={t("aboutLab.droppedEvents")} value={droppedEvents > 0 ? droppedEvents : undefined} />
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
