import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useDiagram } from "./diagram-context.js";

/** What the picture lacks, and why: a line for each. */
export function DiagramNotes() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const { session } = useLab();
  const { evictedEntries, hasUnixJoins } = useModel(diagram.store, (state) => state);
  const lab = useModel(session.store, (state) => state.lab);
  return (
    <>
      {lab === null || lab.isolation.capture ? null : (
        <p className="diagram-dropped">
          {t("diagram.noPackets", {
            reason:
              lab.network === "mapped"
                ? t("diagram.needsNetRaw")
                : (lab.isolation.reason ?? t("diagram.captureFailed")),
          })}
        </p>
      )}
      {hasUnixJoins ? <p className="diagram-remark">{t("diagram.unixNote")}</p> : null}
      {evictedEntries === 0 ? null : (
        <p className="diagram-dropped">{t("diagram.dropped", { count: evictedEntries })}</p>
      )}
    </>
  );
}
