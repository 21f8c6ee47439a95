import { useTranslation } from "react-i18next";
import { type CallEntry, callStateAt } from "../../record/entry.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatDuration, NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { commandExplanations, Explain } from "../glossary/public.js";
import { Elapsed } from "../time/public.js";
import { CallResult } from "./CallResult.js";
import { LaneLabel } from "./LaneLabel.js";
import type { RowContext } from "./row-context.js";

/** A call where it begins: its socket, its arguments, and what came of it or how long it has waited. */
export function CallLabel({ call, context }: { call: CallEntry; context: RowContext }) {
  const { t } = useTranslation();
  const { fd, name, args } = formatCall(call.command, call.params);
  const state = callStateAt(call, context.asOf);
  const { end } = call;
  return (
    <LaneLabel lane={call.lane} context={context} className={`diagram-call diagram-call-${state}`}>
      {fd === null ? null : <span className="call-fd">{fd}</span>}
      <span className="ellipsis" title={`${name}(${args})`}>
        <Explain explanation={commandExplanations[call.command]} className="diagram-call-name" isInList>
          {name}
        </Explain>
        <span className="diagram-args">({args})</span>
      </span>
      {state === "ended" ? <CallResult call={call} asOf={context.asOf} /> : null}
      {state === "ended" && end !== null && end.durationUs >= NOTEWORTHY_US ? (
        <span className="diagram-note">{formatDuration(end.durationUs)}</span>
      ) : null}
      {state === "blocked" && call.blocked !== null ? (
        <span className="diagram-waits">
          {t("calls.blocked")} {context.asOf === null ? <Elapsed sinceUs={call.blocked.at} /> : null}
        </span>
      ) : null}
      {call.source === null ? null : (
        <span className="diagram-line">{t("shared.line", { line: call.source.line })}</span>
      )}
    </LaneLabel>
  );
}
