import { memo } from "react";
import { type CallEntry, type CallState, callStateAt } from "../../record/entry.js";
import { useSelection } from "../../record/record-context.js";
import { formatCall } from "../../shared/format/format-call.js";
import { formatClock, formatDuration } from "../../shared/format/format-duration.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { Elapsed, useShown } from "../time/public.js";
import { CallOutcome } from "./CallOutcome.js";

interface CallRowProps {
  call: CallEntry;
  /** The newest event that counts. */
  asOf: number;
  /** Changes with what the row says: a call is completed in place. */
  stamp: string;
  rowIndex: number;
  /** Pixels from the list's beginning. */
  top: number;
  program: Program | undefined;
  isSelected: boolean;
}

export function callRowId(call: number): string {
  return `call-${call}`;
}

/** One call: when, whose, where, what was asked and what came back. */
export const CallRow = memo(function CallRow(props: CallRowProps) {
  const { call, asOf, rowIndex, top, program, isSelected } = props;
  const { t } = useTranslation();
  const selection = useSelection();
  const processName = useShown((view) => view.process(call.pid)?.name);
  const { fd, name, args, meaning } = formatCall(call.command, call.params);
  const displayName = processName ?? program?.name ?? t("shared.pid", { pid: call.pid });
  const at = useShown((view) => view.sinceRun(call));
  const { source } = call;
  const state = callStateAt(call, asOf);
  const owner = [displayName, t("shared.pid", { pid: call.pid }), source?.thread].filter(
    (part) => part !== undefined,
  );
  return (
    <tr
      id={callRowId(call.call)}
      className={`call-row call-is-${state.kind}`}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      data-colour={program?.colour}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => selection.selectCall(isSelected ? null : call.call)}
    >
      <td className="call-time">{formatClock(at)}</td>
      <td className="call-program" title={owner.join(" · ")}>
        <span className="program-dot" aria-hidden="true" />
        <span className="ellipsis">
          {displayName}
          {source?.thread === undefined ? null : ` · ${source.thread}`}
        </span>
      </td>
      <td className="call-line">
        {source === null ? null : program === undefined ? (
          source.line
        ) : (
          <button
            type="button"
            className="line-link"
            tabIndex={-1}
            aria-label={t("calls.goToLine", { line: source.line, name: program.name })}
            onClick={(event) => {
              event.stopPropagation();
              selection.selectCall(call.call);
              selection.revealLine(program.id, source.line);
            }}
          >
            {source.line}
          </button>
        )}
      </td>
      <td className="call-call" title={`${name}(${args})`}>
        {fd === null ? null : <span className="call-fd">{fd}</span>}
        <span className="ellipsis">
          <Explain term={termOf("command", call.command)} className="call-name" isInList>
            {name}
          </Explain>
          ({args}){meaning === null ? null : <span className="dim"> {meaning}</span>}
        </span>
      </td>
      <td className="call-result">
        <CallOutcome call={call} state={state} isInList />
      </td>
      <td className="call-took">
        <Took state={state} />
      </td>
    </tr>
  );
});

/** How long the call took; one that waits counts on. */
function Took({ state }: { state: CallState }) {
  switch (state.kind) {
    case "running":
    case "abandoned":
    case "lost":
      return null;
    case "blocked":
      return <Elapsed sinceUs={state.sinceUs} />;
    default:
      return (
        <span className={state.blockedUs > 0 ? "has-waited" : ""}>{formatDuration(state.durationUs)}</span>
      );
  }
}
