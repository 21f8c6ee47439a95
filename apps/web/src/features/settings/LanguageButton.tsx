import { useApp, useSettings } from "../../app/app-context.js";
import { Hint } from "../../shared/Hint.js";

const names = { en: "English", "zh-TW": "繁體中文" } as const;
const shortNames = { en: "EN", "zh-TW": "中文" } as const;

/** Changes to the other language, and says so in that language. */
export function LanguageButton() {
  const app = useApp();
  const other = useSettings().language === "en" ? "zh-TW" : "en";
  return (
    <Hint text={names[other]}>
      <button
        type="button"
        className="button button-quiet"
        lang={other}
        aria-label={names[other]}
        onClick={() => app.setLanguage(other)}
      >
        {shortNames[other]}
      </button>
    </Hint>
  );
}
