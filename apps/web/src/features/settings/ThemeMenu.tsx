import { Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useSettings, useSettingsModel } from "./settings-context.js";
import { themes } from "./settings-model.js";

const icons = { system: Monitor, dark: Moon, light: Sun } as const;

export function ThemeMenu() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { theme } = useSettings();
  const Icon = icons[theme];
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-icon" aria-label={t("settings.theme")}>
        <Icon size={16} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <DropdownMenu.RadioGroup value={theme}>
          {themes.map((choice) => (
            <DropdownMenu.RadioItem
              key={choice}
              value={choice}
              className="menu-item"
              onSelect={() => settings.setTheme(choice)}
            >
              {t(`settings.themes.${choice}`)}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
