import { inBothLanguages } from "../../shared/in-both-languages.js";

/** What leads to scenarios. Their own texts are in strings.ts, and fetched with them. */
export const scenarioStartStrings = inBothLanguages({
  en: {
    scenarios: {
      menu: "Scenarios",
      gallery: "Open a scenario …",
      file: "Open a scenario file …",
      show: "Show this project's scenario",
      save: "Save as scenario …",
    },
  },
  "zh-TW": {
    scenarios: {
      menu: "情境",
      gallery: "開啟情境……",
      file: "開啟情境檔……",
      show: "顯示這個專案的情境",
      save: "另存為情境……",
    },
  },
});
