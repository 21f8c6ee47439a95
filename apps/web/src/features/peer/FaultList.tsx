import { TriangleAlert } from "lucide-react";
import { useTranslation } from "../../shared/translation-context.js";
import type { ResponseFault } from "./http/response-fault.js";

/** What is wrong with an answer, a sentence each. */
export function FaultList({ faults }: { faults: readonly ResponseFault[] }) {
  const { t } = useTranslation();
  return (
    <ul className="peer-faults" aria-label={t("peer.http.faults")}>
      {faults.map((fault) => (
        <li key={fault.kind}>
          <TriangleAlert size={13} aria-hidden="true" />
          <span>{t(`peer.faults.${fault.kind}`, { ...fault })}</span>
        </li>
      ))}
    </ul>
  );
}
