import type { Stories } from "../../catalogue/story.js";
import { LanguageButton } from "./LanguageButton.js";
import { ThemeMenu } from "./ThemeMenu.js";

export const stories: Stories = [
  {
    name: "open, beside the button for the language",
    view: () => (
      <div className="top-tools quiet-buttons">
        <LanguageButton />
        <ThemeMenu />
      </div>
    ),
    act: (stage, t) => stage.press(t("settings.theme")),
    shows: (t) => [t("settings.themes.system"), t("settings.themes.dark"), t("settings.themes.light")],
  },
];
