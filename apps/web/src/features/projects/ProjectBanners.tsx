import { Suspense, useState } from "react";
import { Banner, BannerAction } from "../../shared/Banner.js";
import { onDemand } from "../../shared/on-demand.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { usePrograms } from "../programs/public.js";
import type { ProgramConflict } from "./merge-programs.js";
import { useProjects } from "./projects-context.js";

const ConflictDialog = onDemand(async () => (await import("./ConflictDialog.js")).ConflictDialog);

/** What is wrong with keeping projects, and what two tabs have to agree on. */
export function ProjectBanners() {
  return (
    <>
      <StorageBanner />
      <RemovedProjectBanner />
      <ConflictBanner />
    </>
  );
}

/** That the browser keeps nothing, or no more, and what to do. */
function StorageBanner() {
  const { t } = useTranslation();
  const projects = useProjects();
  const problem = useModel(projects.store, (state) => state.problem);
  if (problem === null) return null;
  const retry = <BannerAction text={t("shared.retry")} onPress={() => void projects.refresh()} />;
  return (
    <Banner
      kind="warning"
      actions={problem === "full" || problem === "failed" ? retry : undefined}
      onDismiss={() => projects.dismissProblem()}
    >
      {t(`projects.problems.${problem}`)}
    </Banner>
  );
}

/** That the project of this tab is deleted. */
function RemovedProjectBanner() {
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
function ConflictBanner() {
  const { keeper } = useProjects();
  const conflicts = useModel(keeper.store, (state) => state.conflicts);
  return conflicts.map((conflict) => <OneConflict key={conflict.copy} conflict={conflict} />);
}

function OneConflict({ conflict }: { conflict: ProgramConflict }) {
  const { t } = useTranslation();
  const { keeper } = useProjects();
  const programs = usePrograms();
  const [isComparing, setIsComparing] = useState(false);
  const program = programs.find(({ id }) => id === conflict.program);
  const copy = programs.find(({ id }) => id === conflict.copy);
  // Who has removed one of the two has decided.
  if (program === undefined || copy === undefined) return null;
  const decided = () => keeper.dismiss(conflict);
  return (
    <Banner
      kind="warning"
      actions={
        <>
          <BannerAction text={t("projects.compare")} onPress={() => setIsComparing(true)} />
          <BannerAction text={t("projects.keepBoth")} onPress={decided} />
        </>
      }
    >
      {t("projects.conflict", { name: program.name, copy: copy.name })}
      {isComparing ? (
        <Suspense>
          <ConflictDialog
            program={program}
            copy={copy}
            onDecided={decided}
            onClose={() => setIsComparing(false)}
          />
        </Suspense>
      ) : null}
    </Banner>
  );
}
