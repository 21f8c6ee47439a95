import { useEffect } from "react";
import { useProjectName } from "../features/projects/use-project-name.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";

/** Long enough to read it, find the button and press it. */
const SHOWN_MS = 12_000;

/** After the samples were restored, a program, a file or a project was removed, or the page has changed a text: the way back. */
export function UndoToast() {
  const { t } = useTranslation();
  const { programs, projects, files, edits } = useApp();
  const nameOf = useProjectName();
  const undo = useModel(programs.store, (state) => state.undo);
  const project = useModel(projects.store, (state) => state.undo);
  const file = useModel(files.store, (state) => state.undo);
  const edit = useModel(edits.store, (state) => state.undo);
  return (
    <div className="toasts" role="status">
      {undo === null ? null : (
        <Toast model={programs} of={undo}>
          {undo.kind === "removed"
            ? t("programs.removed", { name: undo.program.name })
            : t(undo.kind === "samples" ? "app.samplesRestored" : "history.restored")}
        </Toast>
      )}
      {file === null ? null : (
        <Toast model={files} of={file}>
          {t("files.deleted", { path: file.path })}
        </Toast>
      )}
      {project === null ? null : (
        <Toast model={projects} of={project}>
          {t("projects.removed", { name: nameOf(project) })}
        </Toast>
      )}
      {edit === null ? null : (
        <Toast model={edits} of={edit}>
          {t(`hints.edited.${edit.what}`, { name: edit.name })}
        </Toast>
      )}
    </div>
  );
}

interface ToastProps {
  /** What it would bring back: another one is shown for the full time again. */
  of: object;
  model: { undo(): unknown; forgetUndo(): void };
  children: string;
}

function Toast({ of, model, children }: ToastProps) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => model.forgetUndo(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [of, model]);
  return (
    <div className="toast">
      <span className="ellipsis">{children}</span>
      <button type="button" className="button button-small" onClick={() => model.undo()}>
        {t("app.undo")}
      </button>
    </div>
  );
}
