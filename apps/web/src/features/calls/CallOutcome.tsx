import type { CallError } from "@sockpit/protocol";
import { useTranslation } from "react-i18next";
import type { CallState } from "../../record/entry.js";
import { CutNote } from "../../shared/CutNote.js";
import { formatResult } from "../../shared/format/format-call.js";
import { Explain, errorExplanation } from "../glossary/public.js";

/** What came of a call: its result, the kernel's error, or that it still waits. */
export function CallOutcome({ state, isInList = false }: { state: CallState; isInList?: boolean }) {
  const { t } = useTranslation();
  switch (state.kind) {
    case "running":
      return <span className="outcome-running">{t("calls.running")}</span>;
    case "blocked":
      return <span className="outcome-blocked">{t("calls.blocked")}</span>;
    case "abandoned":
      return <span className="outcome-abandoned">{t("calls.abandoned")}</span>;
    case "returned": {
      const text = formatResult(state.result);
      return (
        <>
          <span className="outcome-returned ellipsis" title={text}>
            {text}
          </span>{" "}
          <CutNote result={state.result} />
        </>
      );
    }
    case "failed":
      return <ErrorName error={state.error} isInList={isInList} />;
  }
}

function ErrorName({ error, isInList }: { error: CallError; isInList: boolean }) {
  const { t } = useTranslation();
  if (error.kind === "errno") {
    return (
      <span className="outcome-failed ellipsis" title={error.message}>
        <Explain explanation={errorExplanation(error)} className="errno" isInList={isInList}>
          {error.errno} {error.number}
        </Explain>{" "}
        <span className="errno-message">{error.message}</span>
      </span>
    );
  }
  if (error.kind === "timeout") {
    return (
      <span className="outcome-failed ellipsis">
        <Explain explanation={errorExplanation(error)} className="errno" isInList={isInList}>
          {t("calls.timedOut")}
        </Explain>
      </span>
    );
  }
  return (
    <span className="outcome-failed ellipsis" title={error.message}>
      <span className="errno">{error.code}</span> <span className="errno-message">{error.message}</span>
    </span>
  );
}
