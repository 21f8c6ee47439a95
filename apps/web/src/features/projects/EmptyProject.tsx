import { useTranslation } from "../../shared/translation-context.js";
import { useProgramsModel } from "../programs/public.js";
import { useScenarioDoor } from "../scenario/public.js";
import "./projects.css";

/** In place of programs, where a project has none: what a first one would do. */
export function EmptyProject() {
  const { t } = useTranslation();
  const programs = useProgramsModel();
  const scenarios = useScenarioDoor();
  return (
    <div className="empty-state empty-project">
      <p className="empty-state-title">{t("projects.emptyTitle")}</p>
      <p>{t("projects.emptyText")}</p>
      <div className="empty-project-actions">
        <button type="button" className="button button-primary" onClick={() => programs.addSamples()}>
          {t("projects.emptySamples")}
        </button>
        <button type="button" className="button" onClick={() => scenarios.open("gallery")}>
          {t("scenarios.gallery")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => programs.add({ name: "program.py", source: "import socket\n" })}
        >
          {t("programs.templates.empty")}
        </button>
      </div>
    </div>
  );
}
