import { createModelContext } from "../../shared/model-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { ReadableStore } from "../../shared/use-model.js";
import type { EarlierRun, MissingWords } from "./earlier-run.js";

/** What components know of the earlier runs. */
interface EarlierRuns {
  store: ReadableStore<{ runs: readonly EarlierRun[]; opened: { run: EarlierRun } | null }>;
  open(id: string, words: MissingWords): void;
  close(): void;
}

export const [EarlierRunsContext, useEarlierRuns] = createModelContext<EarlierRuns>("EarlierRunsContext");

/** Opens a run; the newest where no id is given. */
export function useOpenEarlierRun(): (id?: string) => void {
  const { t } = useTranslation();
  const model = useEarlierRuns();
  return (id = model.store.getState().runs[0]?.id ?? "") =>
    model.open(id, {
      captureGone: t("earlierRuns.captureGone"),
      streamGone: t("earlierRuns.streamGone"),
    });
}
