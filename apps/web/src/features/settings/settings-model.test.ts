import { expect, it } from "vitest";
import { preferredLanguage, SettingsModel } from "./settings-model.js";

it("takes the first language that the page speaks", () => {
  expect(preferredLanguage(["fr", "zh-Hant-TW", "en"])).toBe("zh-TW");
  expect(preferredLanguage(["de", "en-GB", "zh"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
});

it("works where the browser forbids storage", () => {
  const forbidden = () => {
    throw new DOMException("no", "SecurityError");
  };
  const model = new SettingsModel({ getItem: forbidden, setItem: forbidden, removeItem: forbidden }, ["zh"]);
  model.setTheme("light");
  expect(model.store.getState()).toEqual({
    language: "zh-TW",
    theme: "light",
    textSize: "normal",
    view: "diagram",
    isWelcomeDone: false,
  });
});
