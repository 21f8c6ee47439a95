import { useEffect } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { Project } from "./project.js";
import { useProjects } from "./projects-context.js";

/** What a project is called: one that has no name of its own, by the language's word. */
export function useProjectName(): (project: Project) => string {
  const { t } = useTranslation();
  return ({ name }) => (name === "" ? t("projects.unnamed") : name);
}

/** The tab is called after its project. */
export function useDocumentTitle(): void {
  const nameOf = useProjectName();
  const current = useModel(useProjects().store, (state) => state.current);
  const title = current === null ? "Sockpit" : `${nameOf(current)} – Sockpit`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
