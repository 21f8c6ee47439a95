import { useTranslation } from "react-i18next";
import { type CallEntry, callStateAt } from "../../record/entry.js";
import { CutNote } from "../../shared/CutNote.js";
import { formatResult } from "../../shared/format/format-call.js";
import { Explain, errorExplanation } from "../glossary/public.js";

interface CallResultProps {
  call: CallEntry;
  asOf: number | null;
  /** At the call's end, where nothing is said as well: it returned. */
  isReturn?: boolean;
}

/** What a call gave back: `= 3`, an error's name, nothing for None. */
export function CallResult({ call, asOf, isReturn = false }: CallResultProps) {
  const { t } = useTranslation();
  if (call.end === null || callStateAt(call, asOf) !== "ended") return null;
  const { outcome } = call.end;
  if (outcome.kind === "abandoned") return <span className="diagram-note">{t("calls.abandoned")}</span>;
  if (outcome.kind === "returned") {
    const text = formatResult(outcome.result);
    if (text === "None") return isReturn ? <span className="diagram-result">None</span> : null;
    return (
      <>
        <span className="diagram-result ellipsis" title={text}>
          {isReturn ? text : `= ${text}`}
        </span>
        <CutNote result={outcome.result} />
      </>
    );
  }
  const { error } = outcome;
  const name =
    error.kind === "errno" ? error.errno : error.kind === "timeout" ? t("calls.timedOut") : error.code;
  return (
    <Explain explanation={errorExplanation(error)} className="diagram-error" isInList>
      {name}
    </Explain>
  );
}
