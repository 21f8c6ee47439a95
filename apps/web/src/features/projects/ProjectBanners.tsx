import { Banner, BannerAction } from "../../shared/Banner.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { usePrograms } from "../programs/public.js";
import { useProjects } from "./projects-context.js";

/** That the browser keeps nothing, or no more, and what to do. */
export function StorageBanner() {
  const { t } = useTranslation();
  const projects = useProjects();
  const problem = useModel(projects.store, (state) => state.problem);
  if (problem === null) return null;
  const retry = <BannerAction text={t("shared.retry")} onPress={() => void projects.refresh()} />;
  return (
    <Banner
      kind="warning"
      actions={problem === "unavailable" ? undefined : retry}
      onDismiss={() => projects.dismissProblem()}
    >
      {t(`projects.problems.${problem}`)}
    </Banner>
  );
}

/** That the project of this tab is deleted. */
export function RemovedProjectBanner() {
  const { t } = useTranslation();
  const projects = useProjects();
  const id = useModel(projects.store, ({ current, isCurrentRemoved }) =>
    isCurrentRemoved ? (current?.id ?? null) : null,
  );
  if (id === null) return null;
  return (
    <Banner
      kind="warning"
      actions={<BannerAction text={t("projects.bringBack")} onPress={() => void projects.bringBack(id)} />}
    >
      {t("projects.removedElsewhere")}
    </Banner>
  );
}

/** Programs that two tabs have changed: both are kept, and the person decides. */
export function ConflictBanner() {
  const { t } = useTranslation();
  const { keeper } = useProjects();
  const programs = usePrograms();
  const conflicts = useModel(keeper.store, (state) => state.conflicts);
  const nameOf = (id: string) => programs.find((program) => program.id === id)?.name;
  return conflicts.map((conflict) => {
    const name = nameOf(conflict.program);
    const copy = nameOf(conflict.copy);
    // Who has removed one of the two has decided.
    if (name === undefined || copy === undefined) return null;
    return (
      <Banner
        key={conflict.copy}
        kind="warning"
        actions={<BannerAction text={t("projects.keepBoth")} onPress={() => keeper.dismiss(conflict)} />}
      >
        {t("projects.conflict", { name, copy })}
      </Banner>
    );
  });
}
