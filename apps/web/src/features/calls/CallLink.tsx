import { useTranslation } from "react-i18next";
import type { CallEntry } from "../../record/entry.js";
import { useSelection } from "../../record/record-context.js";
import { useProgramOfPid } from "../programs/public.js";

/** The call, to go to: its program and line. */
export function CallLink({ call }: { call: CallEntry }) {
  const { t } = useTranslation();
  const selection = useSelection();
  const program = useProgramOfPid()(call.pid);
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
