import {
  Copy,
  Download,
  FolderOpen,
  FolderPlus,
  History as HistoryIcon,
  Pencil,
  RotateCcw,
  Trash2,
  Upload,
} from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { MenuItem } from "../../shared/overlays/MenuItem.js";
import { type Picked, type Picking, pickFiles } from "../../shared/pick-files.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useProgramsModel } from "../programs/public.js";
import { isActive, useRunner } from "../runs/public.js";
import { downloadZip, type Opened, openFolder, openZip } from "./open-folder.js";
import type { ProjectQuestion } from "./ProjectDialog.js";
import type { Project } from "./project.js";
import { useProjects } from "./projects-context.js";
import type { ProjectsModel } from "./projects-model.js";
import { useProjectName } from "./use-project-name.js";

interface ProjectMenuItemsProps {
  current: Project;
  onQuestion(question: ProjectQuestion): void;
  onHistory(): void;
  onOpened(opened: Opened): void;
}

/** The projects to choose from, and what can be done with the one that is open. */
export function ProjectMenuItems({ current, onQuestion, onHistory, onOpened }: ProjectMenuItemsProps) {
  const { t } = useTranslation();
  const model = useProjects();
  const programs = useProgramsModel();
  const { runs } = useRunner();
  const nameOf = useProjectName();
  const projects = useModel(model.store, (state) => state.projects);
  const name = nameOf(current);

  /** What opens another project asks first while programs run. */
  const asking = (then: ProjectQuestion | (() => void)) => {
    const proceed = typeof then === "function" ? then : () => onQuestion(then);
    const isRunning = [...runs.store.getState().runs.values()].some(isActive);
    if (isRunning) onQuestion({ kind: "stop", proceed });
    else proceed();
  };
  const openPicked = async (
    picking: Picking,
    open: (to: ProjectsModel, picked: Picked) => Promise<Opened>,
  ) => {
    const picked = await pickFiles(picking);
    if (picked !== undefined) onOpened(await open(model, picked));
  };
  const numbers = projects.map((project) => nameOf(project));
  let number = projects.length + 1;
  while (numbers.includes(t("projects.newName", { number }))) number += 1;
  const newName = t("projects.newName", { number });
  const copyName = t("projects.copyName", { name });

  return (
    <>
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
      <MenuItem
        icon={<FolderPlus size={14} />}
        text={t("projects.create")}
        onSelect={() => asking({ kind: "create", name: newName })}
      />
      <MenuItem
        icon={<FolderOpen size={14} />}
        text={t("projects.openFolder")}
        onSelect={() => asking(() => void openPicked({ isFolder: true }, openFolder))}
      />
      <MenuItem
        icon={<Upload size={14} />}
        text={t("projects.openZip")}
        onSelect={() =>
          asking(() => void openPicked({ accept: ".zip,application/zip" }, (to, [zip]) => openZip(to, zip)))
        }
      />
      <MenuItem
        icon={<Download size={14} />}
        text={t("projects.downloadZip")}
        onSelect={() => void downloadZip(model, programs, name)}
      />
      <DropdownMenu.Separator className="menu-separator" />
      <MenuItem
        icon={<Copy size={14} />}
        text={t("projects.duplicate")}
        onSelect={() => asking({ kind: "duplicate", name: copyName })}
      />
      <MenuItem
        icon={<Pencil size={14} />}
        text={t("projects.rename")}
        onSelect={() => onQuestion({ kind: "rename", project: current.id, name })}
      />
      <MenuItem icon={<HistoryIcon size={14} />} text={t("history.menu")} onSelect={onHistory} />
      <MenuItem
        icon={<RotateCcw size={14} />}
        text={t("projects.samples")}
        onSelect={() => onQuestion({ kind: "samples" })}
      />
      <DropdownMenu.Separator className="menu-separator" />
      <MenuItem
        icon={<Trash2 size={14} />}
        text={t("projects.remove", { name })}
        onSelect={() => asking({ kind: "remove", project: current.id, name })}
      />
    </>
  );
}
