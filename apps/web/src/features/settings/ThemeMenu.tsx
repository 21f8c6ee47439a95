import { Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { AppearanceItems } from "./AppearanceItems.js";
import { useSettings } from "./settings-context.js";

const icons = { system: Monitor, dark: Moon, light: Sun } as const;

/** Theme and text size. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const Icon = icons[useSettings().theme];
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-icon" aria-label={t("settings.theme")}>
        <Icon size={16} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <AppearanceItems />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
