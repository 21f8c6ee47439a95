import { callsStrings } from "../features/calls/strings.js";
import { chaptersStrings } from "../features/chapters/strings.js";
import { diagramStrings } from "../features/diagram/strings.js";
import { earlierRunsStrings } from "../features/earlier-runs/strings.js";
import { editorStrings } from "../features/editor/strings.js";
import { exportStrings } from "../features/export/strings.js";
import { filesStrings } from "../features/files/strings.js";
import { hintsStrings } from "../features/hints/strings.js";
import { kernelStrings } from "../features/kernel/strings.js";
import { labStrings } from "../features/lab/strings.js";
import { peerStartStrings } from "../features/peer/start-strings.js";
import { programsStrings } from "../features/programs/strings.js";
import { projectsStrings } from "../features/projects/strings.js";
import { runsStrings } from "../features/runs/strings.js";
import { scenarioStartStrings } from "../features/scenario/start-strings.js";
import { settingsStrings } from "../features/settings/strings.js";
import { streamStrings } from "../features/stream/strings.js";
import { timeStrings } from "../features/time/strings.js";
import type { Language } from "../shared/language.js";
import { sharedStrings } from "../shared/shared-strings.js";
import { appStrings } from "./app-strings.js";

declare module "../shared/translation.js" {
  interface PageTexts extends EnglishTexts {}
}

type EnglishTexts = (typeof strings)["en"];

/** Every string of the page, by language. */
export const strings = {
  en: joined("en"),
  "zh-TW": joined("zh-TW"),
};

function joined<L extends Language>(language: L) {
  return {
    ...sharedStrings[language],
    ...appStrings[language],
    ...callsStrings[language],
    ...chaptersStrings[language],
    ...diagramStrings[language],
    ...earlierRunsStrings[language],
    ...editorStrings[language],
    ...exportStrings[language],
    ...filesStrings[language],
    ...hintsStrings[language],
    ...kernelStrings[language],
    ...labStrings[language],
    ...peerStartStrings[language],
    ...programsStrings[language],
    ...projectsStrings[language],
    ...runsStrings[language],
    ...scenarioStartStrings[language],
    ...settingsStrings[language],
    ...streamStrings[language],
    ...timeStrings[language],
  };
}
