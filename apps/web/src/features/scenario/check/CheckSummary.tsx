import { useTranslation } from "../../../shared/translation-context.js";
import { useModel } from "../../../shared/use-model.js";
import type { CheckModel } from "./check-model.js";
import { pointsOf } from "./check-run.js";

/** How far a check has come, and what came of it. */
export function CheckSummary({ check }: { check: CheckModel }) {
  const { t } = useTranslation();
  const state = useModel(check.store, (now) => now);
  if (state.kind === "idle") return null;
  const { runs } = state;
  const count = (...kinds: readonly string[]) => runs.filter((run) => kinds.includes(run.state)).length;
  const { reached, possible } = pointsOf(runs);
  const counts = [
    ...(count("passed") > 0 ? [t("scenario.passed", { count: count("passed") })] : []),
    ...(count("failed") > 0 ? [t("scenario.failed", { count: count("failed") })] : []),
    ...(count("skipped") > 0 ? [t("scenario.skipped", { count: count("skipped") })] : []),
    ...(possible > 0 ? [t("scenario.points", { reached, possible })] : []),
  ];
  const done = runs.length - count("waiting", "running");
  const text =
    state.kind === "checking"
      ? t("scenario.checking", { number: Math.min(done + 1, runs.length), of: runs.length })
      : counts.join(" · ") || t("scenario.stopped");
  const outcome =
    count("failed") > 0 || state.kind === "failed" ? "failed" : count("passed") > 0 ? "passed" : "open";
  return (
    <p className="check-summary" role="status" data-outcome={state.kind === "checking" ? "open" : outcome}>
      {state.kind === "failed" ? t("scenario.checkFailed", { message: state.message }) : text}
    </p>
  );
}
