import {
  ChevronDown,
  Copy,
  FolderPlus,
  History as HistoryIcon,
  Pencil,
  RotateCcw,
  Trash2,
} from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { onDemand } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { isActive, useRunner } from "../runs/public.js";
import type { ProjectQuestion } from "./ProjectDialog.js";
import { useProjects } from "./projects-context.js";
import { useProjectName } from "./use-project-name.js";
import "./projects.css";

const HistoryDialog = onDemand(async () => (await import("./HistoryDialog.js")).HistoryDialog);
const ProjectDialog = onDemand(async () => (await import("./ProjectDialog.js")).ProjectDialog);

/** The project that is open, the others, and what can be done with them. */
export function ProjectMenu() {
  const { t } = useTranslation();
  const model = useProjects();
  const { runs } = useRunner();
  const nameOf = useProjectName();
  const projects = useModel(model.store, (state) => state.projects);
  const current = useModel(model.store, (state) => state.current);
  const [question, setQuestion] = useState<ProjectQuestion | null>(null);
  const [isHistoryOpen, setIsHistoryOpen] = useState(false);
  if (current === null) return null;
  const name = nameOf(current);

  /** What opens another project asks first while programs run. */
  const asking = (then: ProjectQuestion | (() => void)) => {
    const proceed = typeof then === "function" ? then : () => setQuestion(then);
    const isRunning = [...runs.store.getState().runs.values()].some(isActive);
    if (isRunning) setQuestion({ kind: "stop", proceed });
    else proceed();
  };
  const numbers = projects.map((project) => nameOf(project));
  let number = projects.length + 1;
  while (numbers.includes(t("projects.newName", { number }))) number += 1;
  const newName = t("projects.newName", { number });
  const copyName = t("projects.copyName", { name });

  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          className="button button-quiet project-button"
          aria-label={t("projects.label", { name })}
        >
          <span className="ellipsis">{name}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu project-menu" align="start">
          <DropdownMenu.Label className="menu-label">{t("projects.all")}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={current.id}>
            {projects.map((project) => (
              <DropdownMenu.RadioItem
                key={project.id}
                value={project.id}
                className="menu-item"
                onSelect={() => {
                  if (project.id !== current.id) asking(() => void model.open(project.id));
                }}
              >
                {nameOf(project)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-separator" />
          <Item
            icon={<FolderPlus size={14} />}
            text={t("projects.create")}
            onSelect={() => asking({ kind: "create", name: newName })}
          />
          <Item
            icon={<Copy size={14} />}
            text={t("projects.duplicate")}
            onSelect={() => asking({ kind: "duplicate", name: copyName })}
          />
          <Item
            icon={<Pencil size={14} />}
            text={t("projects.rename")}
            onSelect={() => setQuestion({ kind: "rename", project: current.id, name })}
          />
          <Item
            icon={<HistoryIcon size={14} />}
            text={t("history.menu")}
            onSelect={() => setIsHistoryOpen(true)}
          />
          <Item
            icon={<RotateCcw size={14} />}
            text={t("projects.samples")}
            onSelect={() => setQuestion({ kind: "samples" })}
          />
          <DropdownMenu.Separator className="menu-separator" />
          <Item
            icon={<Trash2 size={14} />}
            text={t("projects.remove", { name })}
            onSelect={() => asking({ kind: "remove", project: current.id, name })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <Suspense>
        {isHistoryOpen ? <HistoryDialog onClose={() => setIsHistoryOpen(false)} /> : null}
        {question === null ? null : <ProjectDialog question={question} onQuestion={setQuestion} />}
      </Suspense>
    </>
  );
}

function Item({ icon, text, onSelect }: { icon: ReactNode; text: string; onSelect(): void }) {
  return (
    <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={onSelect}>
      <span className="menu-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </DropdownMenu.Item>
  );
}
