import { type ReactNode, useState } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
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
      <Dialog.Content className="dialog">
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
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content role="alertdialog" className="dialog project-form">
        <Dialog.Title>{t(`projects.${kind}Title`, { name })}</Dialog.Title>
        <p className="dim">{t(`projects.${kind}Text`, { names })}</p>
        <Actions>
          <Dialog.Close className="button">{t("projects.cancel")}</Dialog.Close>
          <Dialog.Close className="button button-primary" onClick={act}>
            {t(`projects.${kind}Action`)}
          </Dialog.Close>
        </Actions>
      </Dialog.Content>
    </Dialog.Root>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="project-actions">{children}</div>;
}
