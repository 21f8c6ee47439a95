import "../shared/styles/index.css";
import { createRoot, type Root } from "react-dom/client";
import type { AppModel } from "../app/app-model.js";
import { strings } from "../app/strings.js";
import { withChapterTexts } from "../features/chapters/sentence-strings.js";
import { withPacketTexts } from "../features/diagram/packet-strings.js";
import { hintTextStrings } from "../features/hints/public.js";
import { aboutLabStrings } from "../features/lab/about-strings.js";
import { plotStrings } from "../features/plots/strings.js";
import { languages } from "../shared/language.js";
import { createTranslation, type Translation } from "../shared/translation.js";
import { withWireTexts } from "../shared/wire/wire-strings.js";
import { allStories } from "./all-stories.js";
import type { Look } from "./look.js";
import { StoryList } from "./StoryList.js";
import { StoryView } from "./StoryView.js";
import { storyApp } from "./story-app.js";
import "./catalogue.css";

let shown: { root: Root; app: AppModel } | undefined;

async function show({ id, theme, language }: Look): Promise<readonly string[]> {
  const story = allStories.get(id);
  if (story === undefined) throw new Error(`There is no story ${id}`);
  const container = document.getElementById("stage");
  if (container === null) throw new Error("catalogue.html has no #stage");
  shown?.root.unmount();
  shown?.app.dispose();
  document.documentElement.lang = language;
  document.documentElement.dataset["theme"] = theme;
  document.title = id;
  const app = await storyApp(story.situation ?? {}, language);
  // Only the whole page reads it; a part of it has the theme of <html>.
  app.settings.setTheme(theme);
  await story.before?.(app);
  const translation = createTranslation(language, {
    ...strings[language],
    ...hintTextStrings[language],
    ...plotStrings[language],
    ...aboutLabStrings[language],
  });
  await new Promise<void>((resolve, reject) => {
    const root = createRoot(container, { onUncaughtError: reject });
    shown = { root, app };
    root.render(<StoryView story={story} app={app} translation={translation} onShown={resolve} />);
  });
  return story.shows(withLaterTexts(translation).t);
}

/** With the texts that are fetched with what says them. */
function withLaterTexts(translation: Translation): Translation {
  return withWireTexts(withPacketTexts(withChapterTexts(translation)));
}

function lookFromAddress(): Look {
  const params = new URLSearchParams(location.hash.slice(1));
  const [first = ""] = allStories.keys();
  return {
    id: params.get("story") ?? first,
    theme: params.get("theme") === "light" ? "light" : "dark",
    language: languages.find((known) => known === params.get("language")) ?? "en",
  };
}

async function showFromAddress(list: Root): Promise<void> {
  const look = lookFromAddress();
  list.render(<StoryList ids={[...allStories.keys()]} look={look} />);
  await show(look);
}

const nav = document.getElementById("list");
if (nav === null) throw new Error("catalogue.html has no #list");
// With `?test` a test shows the stories, one after the other; without, the list does.
if (location.search === "?test") {
  globalThis.catalogue = { ids: [...allStories.keys()], show };
} else {
  const list = createRoot(nav);
  addEventListener("hashchange", () => void showFromAddress(list));
  void showFromAddress(list);
}
