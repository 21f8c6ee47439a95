import type { CallEntry, CallState } from "../../record/entry.js";
import { CutNote } from "../../shared/CutNote.js";
import { formatResult } from "../../shared/format/format-result.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, errorTerm } from "../glossary/public.js";

interface CallResultProps {
  call: CallEntry;
  state: CallState;
  /** At the call's end, where nothing is said as well: it returned. */
  isReturn?: boolean;
}

/** What a call gave back: `= 3`, an error's name, nothing for None. */
export function CallResult({ call, state, isReturn = false }: CallResultProps) {
  const { t } = useTranslation();
  if (state.kind === "running" || state.kind === "blocked") return null;
  if (state.kind === "abandoned") return <span className="diagram-note">{t("calls.abandoned")}</span>;
  if (state.kind === "returned") {
    const { text, meaning } = formatResult(call, state.result);
    if (text === "None") return isReturn ? <span className="diagram-result">None</span> : null;
    return (
      <>
        <span className="diagram-result ellipsis" title={text}>
          {isReturn ? text : `= ${text}`}
        </span>
        {meaning === null ? null : <span className="diagram-note ellipsis">{meaning}</span>}
        <CutNote result={state.result} />
      </>
    );
  }
  const { error } = state;
  const name =
    error.kind === "errno" ? error.errno : error.kind === "timeout" ? t("calls.timedOut") : error.code;
  return (
    <Explain term={errorTerm(error)} className="diagram-error" isInList>
      {name}
    </Explain>
  );
}
