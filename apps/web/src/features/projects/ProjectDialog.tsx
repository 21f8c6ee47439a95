import { AlertDialog, Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { useTranslation } from "../../shared/translation-context.js";
import { usePrograms, useProgramsModel } from "../programs/public.js";
import { useProjects } from "./projects-context.js";
import "./projects.css";

/** What a person is asked before something is done with a project. */
export type ProjectQuestion =
  | { kind: "create"; name: string }
  | { kind: "duplicate"; name: string }
  | { kind: "rename"; project: string; name: string }
  | { kind: "samples" }
  | { kind: "remove"; project: string; name: string }
  | { kind: "stop"; proceed(): void };

interface ProjectDialogProps {
  question: ProjectQuestion | null;
  onQuestion(question: ProjectQuestion | null): void;
}

export function ProjectDialog({ question, onQuestion }: ProjectDialogProps) {
  const close = () => onQuestion(null);
  if (question === null) return null;
  if (question.kind === "create" || question.kind === "duplicate" || question.kind === "rename")
    return <NameDialog question={question} onClose={close} />;
  return <Confirmation question={question} onClose={close} />;
}

type NameQuestion = Extract<ProjectQuestion, { kind: "create" | "duplicate" | "rename" }>;

function NameDialog({ question, onClose }: { question: NameQuestion; onClose(): void }) {
  const { t } = useTranslation();
  const model = useProjects();
  const [name, setName] = useState(question.name);
  const { kind } = question;
  const submit = () => {
    onClose();
    if (kind === "create") void model.create(name);
    else if (kind === "duplicate") void model.duplicate(name);
    else void model.rename(question.project, name);
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <form
            className="project-form"
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <Dialog.Title>{t(`projects.${kind}Title`)}</Dialog.Title>
            {kind === "rename" ? null : <p className="dim">{t(`projects.${kind}Text`)}</p>}
            <label>
              {t("projects.name")}
              <input
                className="project-name-field"
                value={name}
                autoComplete="off"
                spellCheck={false}
                onFocus={(event) => event.target.select()}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            <div className="project-actions">
              <Dialog.Close className="button">{t("projects.cancel")}</Dialog.Close>
              <button type="submit" className="button button-primary" disabled={name.trim() === ""}>
                {t(`projects.${kind}Action`)}
              </button>
            </div>
          </form>
          <DialogClose label={t("shared.close")} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type YesOrNo = Exclude<ProjectQuestion, NameQuestion>;

function Confirmation({ question, onClose }: { question: YesOrNo; onClose(): void }) {
  const { t } = useTranslation();
  const model = useProjects();
  const programs = useProgramsModel();
  const names = usePrograms()
    .map(({ name }) => name)
    .join(", ");
  const { kind } = question;
  const name = kind === "remove" ? question.name : "";
  const act = () => {
    onClose();
    if (kind === "samples") programs.restoreSamples();
    else if (kind === "remove") void model.remove(question.project);
    else question.proceed();
  };
  return (
    <AlertDialog.Root open onOpenChange={onClose}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-overlay" />
        <AlertDialog.Content className="dialog project-form">
          <AlertDialog.Title>{t(`projects.${kind}Title`, { name })}</AlertDialog.Title>
          <AlertDialog.Description className="dim">
            {t(`projects.${kind}Text`, { names })}
          </AlertDialog.Description>
          <Actions>
            <AlertDialog.Cancel className="button">{t("projects.cancel")}</AlertDialog.Cancel>
            <AlertDialog.Action className="button button-primary" onClick={act}>
              {t(`projects.${kind}Action`)}
            </AlertDialog.Action>
          </Actions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="project-actions">{children}</div>;
}
