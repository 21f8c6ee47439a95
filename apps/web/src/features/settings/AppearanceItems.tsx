import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useSettings, useSettingsModel } from "./settings-context.js";
import { themes } from "./settings-model.js";
import { codeSizes, textSizes } from "./text-size.js";

/** The part of a menu in which theme and text size are chosen. */
export function AppearanceItems() {
  const { t } = useTranslation();
  const settings = useSettingsModel();
  const { theme, textSize, codeSize } = useSettings();
  return (
    <>
      <DropdownMenu.Label className="menu-label">{t("settings.theme")}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup label={t("settings.theme")} value={theme}>
        {themes.map((choice) => (
          <Choice key={choice} value={choice} onChoose={() => settings.setTheme(choice)}>
            {t(`settings.themes.${choice}`)}
          </Choice>
        ))}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="menu-separator" />
      <DropdownMenu.Label className="menu-label">{t("settings.textSize")}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup label={t("settings.textSize")} value={textSize}>
        {textSizes.map((choice) => (
          <Choice key={choice} value={choice} onChoose={() => settings.setTextSize(choice)}>
            {t(`settings.textSizes.${choice}`)}
          </Choice>
        ))}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="menu-separator" />
      <DropdownMenu.Label className="menu-label">{t("settings.codeSize")}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup label={t("settings.codeSize")} value={String(codeSize)}>
        {codeSizes.map((choice) => (
          <Choice key={choice} value={String(choice)} onChoose={() => settings.setCodeSize(choice)}>
            {`${choice} %`}
          </Choice>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

interface ChoiceProps {
  value: string;
  onChoose(): void;
  children: string;
}

function Choice({ value, onChoose, children }: ChoiceProps) {
  return (
    <DropdownMenu.RadioItem value={value} className="menu-item" onSelect={onChoose}>
      {children}
    </DropdownMenu.RadioItem>
  );
}
