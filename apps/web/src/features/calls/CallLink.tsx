import { useSelection } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useProgramOfPid } from "../programs/public.js";
import { useShown } from "../time/public.js";

/** The call of that number, to go to: its program and line. It may have been evicted since it was named. */
export function CallLink({ call: number }: { call: number }) {
  const { t } = useTranslation();
  const selection = useSelection();
  const programOfPid = useProgramOfPid();
  const call = useShown((view) => view.record.findCall(number));
  if (call === undefined) return <span className="dim">{t("calls.evictedCall")}</span>;
  const program = programOfPid(call.pid);
  return (
    <button
      type="button"
      className="link"
      data-colour={program?.colour ?? ""}
      onClick={() => {
        selection.choose({ kind: "call", call: call.call });
        selection.revealChosen();
      }}
    >
      <span className="program-dot" aria-hidden="true" /> {call.command}()
      {call.source === null ? "" : ` · ${t("shared.line", { line: call.source.line })}`}
    </button>
  );
}
