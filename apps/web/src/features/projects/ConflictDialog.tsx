import { Suspense } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useProgramsModel } from "../programs/public.js";
import { ProgramDiff } from "./HistoryDialog.js";
import "./history.css";

interface ConflictDialogProps {
  program: Program;
  copy: Program;
  /** The person has decided. */
  onDecided(): void;
  onClose(): void;
}

/** Two texts of one program, side by side, and which of them stays. What goes is in the history. */
export function ConflictDialog({ program, copy, onDecided, onClose }: ConflictDialogProps) {
  const { t } = useTranslation();
  const programs = useProgramsModel();
  const decide = (act: () => void) => () => {
    onClose();
    act();
    onDecided();
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog dialog-history" aria-describedby="conflict-about">
        <Dialog.Title>{t("projects.compareTitle", { name: program.name, copy: copy.name })}</Dialog.Title>
        <p id="conflict-about" className="dim">
          {t("projects.compareText", { name: program.name, copy: copy.name })}
        </p>
        <div className="state-changes">
          <Suspense fallback={<p className="dim">…</p>}>
            <ProgramDiff label={copy.name} before={program.source} after={copy.source} />
          </Suspense>
        </div>
        <div className="project-actions">
          <button type="button" className="button" onClick={decide(() => programs.remove(copy.id))}>
            {t("projects.keepOnly", { name: program.name })}
          </button>
          <button
            type="button"
            className="button"
            onClick={decide(() => {
              const { source } = copy;
              programs.remove(copy.id);
              programs.setSource(program.id, source);
            })}
          >
            {t("projects.keepOnly", { name: copy.name })}
          </button>
          <button type="button" className="button button-primary" onClick={decide(() => {})}>
            {t("projects.keepBoth")}
          </button>
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
