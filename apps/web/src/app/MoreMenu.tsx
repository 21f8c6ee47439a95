import { CircleQuestionMark, Ellipsis, Languages } from "lucide-react";
import { AppearanceItems } from "../features/settings/AppearanceItems.js";
import { otherLanguage } from "../features/settings/LanguageButton.js";
import { useSettings } from "../features/settings/settings-context.js";
import { DropdownMenu } from "../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../shared/translation-context.js";
import { useApp } from "./app-context.js";

/** What the top bar has no room for on a small screen. */
export function MoreMenu() {
  const { t } = useTranslation();
  const app = useApp();
  const other = otherLanguage(useSettings().language);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-icon" aria-label={t("app.more")}>
        <Ellipsis size={18} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <DropdownMenu.Item
          className="menu-item menu-item-plain"
          onSelect={() => app.settings.setLanguage(other.language)}
        >
          <Languages size={15} aria-hidden="true" />
          {other.name}
        </DropdownMenu.Item>
        <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={() => app.front.open("help")}>
          <CircleQuestionMark size={15} aria-hidden="true" />
          {t("app.help")}
        </DropdownMenu.Item>
        <DropdownMenu.Separator className="menu-separator" />
        <AppearanceItems />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
