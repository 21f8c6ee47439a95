import { ChevronDown } from "lucide-react";
import { Suspense, useState } from "react";
import { afterUsable, onDemand } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { Opened } from "./open-folder.js";
import type { ProjectQuestion } from "./ProjectDialog.js";
import { useProjects } from "./projects-context.js";
import { useProjectName } from "./use-project-name.js";
import "./projects.css";

const ProjectMenuItems = afterUsable(async () => (await import("./ProjectMenuItems.js")).ProjectMenuItems);
const HistoryDialog = onDemand(async () => (await import("./HistoryDialog.js")).HistoryDialog);
const OpenedDialog = onDemand(async () => (await import("./OpenedDialog.js")).OpenedDialog);
const ProjectDialog = onDemand(async () => (await import("./ProjectDialog.js")).ProjectDialog);

/** The project that is open, the others, and what can be done with them. */
export function ProjectMenu() {
  const { t } = useTranslation();
  const model = useProjects();
  const nameOf = useProjectName();
  const current = useModel(model.store, (state) => state.current);
  const [question, setQuestion] = useState<ProjectQuestion | null>(null);
  const [isHistoryOpen, setIsHistoryOpen] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  if (current === null) return null;
  const name = nameOf(current);

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
          <Suspense>
            <ProjectMenuItems
              current={current}
              onQuestion={setQuestion}
              onHistory={() => setIsHistoryOpen(true)}
              onOpened={setOpened}
            />
          </Suspense>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <Suspense>
        {opened === null ? null : <OpenedDialog opened={opened} onClose={() => setOpened(null)} />}
        {isHistoryOpen ? <HistoryDialog onClose={() => setIsHistoryOpen(false)} /> : null}
        {question === null ? null : <ProjectDialog question={question} onQuestion={setQuestion} />}
      </Suspense>
    </>
  );
}
