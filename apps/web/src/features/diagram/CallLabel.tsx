import { type CallEntry, callStateAt } from "../../record/entry.js";
import { formatCall } from "../../shared/format/format-call.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { Elapsed } from "../time/public.js";
import { CallResult } from "./CallResult.js";
import { LaneLabel } from "./LaneLabel.js";
import type { RowContext } from "./row-context.js";

/** A call where it begins: its socket, its arguments, and what came of it or how long it has waited. */
export function CallLabel({ call, context }: { call: CallEntry; context: RowContext }) {
  const { t } = useTranslation();
  const { fd, name, args, meaning } = formatCall(call.command, call.params);
  const state = callStateAt(call, context.asOf);
  // A result has a row of its own where it came later than this one.
  const isWhole = call.end !== null && !call.end.hasRow;
  return (
    <LaneLabel
      lane={call.lane}
      context={context}
      className={`diagram-call diagram-call-${state.kind === "running" || state.kind === "blocked" ? state.kind : "ended"}`}
    >
      {fd === null ? null : <span className="call-fd">{fd}</span>}
      <span className="ellipsis" title={`${name}(${args})`}>
        <Explain term={termOf("command", call.command)} className="diagram-call-name" isInList>
          {name}
        </Explain>
        <span className="diagram-args">({args})</span>
        {meaning === null ? null : <span className="diagram-note"> {meaning}</span>}
      </span>
      {isWhole ? <CallResult call={call} state={state} /> : null}
      {state.kind === "blocked" ? (
        <span className="diagram-waits">
          {t("calls.blocked")} <Elapsed sinceUs={state.sinceUs} />
        </span>
      ) : null}
      {call.source === null ? null : (
        <span className="diagram-line">{t("shared.line", { line: call.source.line })}</span>
      )}
    </LaneLabel>
  );
}
