import type { CallError, KernelSocket } from "@sockpit/protocol";
import type { CallEntry, CallState } from "../../record/entry.js";
import { ConditionNotes } from "../../shared/ConditionNotes.js";
import { CutNote } from "../../shared/CutNote.js";
import { formatResult } from "../../shared/format/format-result.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, errorTerm } from "../glossary/public.js";

interface CallOutcomeProps {
  call: CallEntry;
  state: CallState;
  /** The socket that it gave its program, to be shown as Python does. */
  made?: KernelSocket | undefined;
  isInList?: boolean;
}

/** What came of a call: its result, the kernel's error, or that it still waits. */
export function CallOutcome({ call, state, made, isInList = false }: CallOutcomeProps) {
  const { t } = useTranslation();
  switch (state.kind) {
    case "running":
      return <span className="outcome-running">{t("calls.running")}</span>;
    case "blocked":
      return <span className="outcome-blocked">{t("calls.blocked")}</span>;
    case "abandoned":
      return <span className="outcome-abandoned">{t("calls.abandoned")}</span>;
    case "lost":
      return <span className="outcome-abandoned">{t("calls.lost")}</span>;
    case "returned": {
      const { text, meaning } = formatResult(call, state.result, made);
      return (
        <>
          <span className="outcome-returned ellipsis" title={text}>
            {text}
          </span>{" "}
          {meaning === null ? null : <span className="dim ellipsis">{meaning}</span>}
          <CutNote result={state.result} />
          {isInList ? null : <ConditionNotes conditions={call.conditions} />}
        </>
      );
    }
    case "failed":
      return (
        <>
          <ErrorName error={state.error} isInList={isInList} />
          {isInList ? null : <ConditionNotes conditions={call.conditions} />}
        </>
      );
  }
}

function ErrorName({ error, isInList }: { error: CallError; isInList: boolean }) {
  const { t } = useTranslation();
  if (error.kind === "errno") {
    return (
      <span className="outcome-failed ellipsis" title={error.message}>
        <Explain term={errorTerm(error)} className="errno" isInList={isInList}>
          {error.errno} {error.number}
        </Explain>{" "}
        <span className="errno-message">{error.message}</span>
      </span>
    );
  }
  if (error.kind === "timeout") {
    return (
      <span className="outcome-failed ellipsis">
        <Explain term={errorTerm(error)} className="errno" isInList={isInList}>
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
