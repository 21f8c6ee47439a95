import { BookOpen } from "lucide-react";
import { Suspense } from "react";
import { afterUsable } from "../../shared/on-demand.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";

const ScenarioMenuItems = afterUsable(async () => (await import("./ScenarioMenuItems.js")).ScenarioMenuItems);

/** Opens a scenario, or saves one. */
export function ScenarioMenu() {
  const { t } = useTranslation();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-small">
        <BookOpen size={14} aria-hidden="true" />
        {t("scenarios.menu")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <Suspense>
          <ScenarioMenuItems />
        </Suspense>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
