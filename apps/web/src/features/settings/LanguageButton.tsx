import { Hint } from "../../shared/Hint.js";
import type { Language } from "../../shared/language.js";
import { useSettings, useSettingsModel } from "./settings-context.js";

const names = { en: "English", "zh-TW": "繁體中文" } as const;
const shortNames = { en: "EN", "zh-TW": "中文" } as const;

/** The language to change to, and what it calls itself. */
export function otherLanguage(language: Language): { language: Language; name: string } {
  const other = language === "en" ? "zh-TW" : "en";
  return { language: other, name: names[other] };
}

/** Changes to the other language, and says so in that language. */
export function LanguageButton() {
  const settings = useSettingsModel();
  const { language: other } = otherLanguage(useSettings().language);
  return (
    <Hint text={names[other]}>
      <button
        type="button"
        className="button button-quiet"
        lang={other}
        aria-label={names[other]}
        onClick={() => settings.setLanguage(other)}
      >
        {shortNames[other]}
      </button>
    </Hint>
  );
}
