import { History } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { namesOf } from "./earlier-run.js";
import { useEarlierRuns, useOpenEarlierRun } from "./earlier-runs-context.js";
import { useClockTime } from "./use-clock-time.js";
import "./earlier-runs-menu.css";

/** The runs of labs that are gone; nothing where there are none. */
export function EarlierRunsMenu() {
  const { t } = useTranslation();
  const model = useEarlierRuns();
  const runs = useModel(model.store, (state) => state.runs);
  const open = useOpenEarlierRun();
  const timeOf = useClockTime();
  if (runs.length === 0) return null;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-quiet button-small earlier-runs-button">
        <History size={14} aria-hidden="true" />
        <span className="earlier-runs-text">{t("earlierRuns.menu", { count: runs.length })}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start">
        <DropdownMenu.Label className="menu-label">{t("earlierRuns.title")}</DropdownMenu.Label>
        {runs.map((run) => (
          <DropdownMenu.Item key={run.id} className="menu-item menu-item-plain" onSelect={() => open(run.id)}>
            <span>{timeOf(run.endedMs)}</span>
            <span className="ellipsis">{namesOf(run).join(", ")}</span>
            <span className="dim earlier-run-end">{t(`earlierRuns.how.${run.how}`)}</span>
          </DropdownMenu.Item>
        ))}
        <p className="menu-note">{t("earlierRuns.note")}</p>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
