import type { Program } from "../../shared/program.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { StartNote } from "./run-all.js";
import { useRunner } from "./runner-context.js";
import "./runs.css";

/** Why "run all" has not started a program, and the button that starts it all the same. */
export function StartNoteText({ note, program }: { note: StartNote; program: Program }) {
  const { t } = useTranslation();
  const runner = useRunner();
  return (
    <div className="start-note">
      <p role="status">{textOf(note, t)}</p>
      <button type="button" className="button button-small" onClick={() => runner.startAnyway(program.id)}>
        {t(note.kind === "module" ? "runs.notes.runAlone" : "runs.notes.startAnyway")}
      </button>
    </div>
  );
}

function textOf(note: StartNote, t: Translate): string {
  if (note.kind === "module") return t("runs.notes.module", { of: note.of });
  const values = { servers: note.servers.join(", "), ports: note.ports.join(", ") };
  return t(`runs.notes.${note.kind}${note.ports.length > 0 ? "Port" : ""}`, values);
}
