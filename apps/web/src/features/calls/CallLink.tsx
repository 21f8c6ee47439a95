import { useTranslation } from "react-i18next";
import { useApp, useProgramOfPid } from "../../app/app-context.js";
import type { CallEntry } from "../../record/entry.js";

/** The call, to go to: its program and line. */
export function CallLink({ call }: { call: CallEntry }) {
  const { t } = useTranslation();
  const app = useApp();
  const program = useProgramOfPid()(call.pid);
  return (
    <button
      type="button"
      className="link"
      data-colour={program?.colour ?? ""}
      onClick={() => {
        app.choose({ kind: "call", call: call.call });
        app.revealChosen();
      }}
    >
      <span className="program-dot" aria-hidden="true" /> {call.command}()
      {call.source === null ? "" : ` · ${t("diagram.line", { line: call.source.line })}`}
    </button>
  );
}
