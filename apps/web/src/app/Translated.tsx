import { type ReactNode, useEffect, useState } from "react";
import { useSettings, useSettingsModel } from "../features/settings/settings-context.js";
import type { Translation } from "../shared/translation.js";
import { TranslationContext } from "../shared/translation-context.js";
import { loadTranslation } from "./load-translation.js";

/** The page in its language; another's texts are fetched when it is chosen. Where that fails, the language stays. */
export function Translated({ first, children }: { first: Translation; children: ReactNode }) {
  const settings = useSettingsModel();
  const { language } = useSettings();
  const [translation, setTranslation] = useState(first);
  useEffect(() => {
    if (language === translation.language) return;
    let isWanted = true;
    loadTranslation(language).then(
      (loaded) => isWanted && setTranslation(loaded),
      () => isWanted && settings.setLanguage(translation.language),
    );
    return () => {
      isWanted = false;
    };
  }, [language, translation, settings]);
  return <TranslationContext value={translation}>{children}</TranslationContext>;
}
