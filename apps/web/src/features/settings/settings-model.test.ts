import { expect, it } from "vitest";
import { preferredLanguage, SettingsModel } from "./settings-model.js";
import { steppedCodeSize } from "./text-size.js";

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
    codeSize: 100,
    view: "diagram",
    isWelcomeDone: false,
  });
});

it("steps through the sizes of code, and stays at the ends", () => {
  expect(steppedCodeSize(100, 1)).toBe(115);
  expect(steppedCodeSize(100, -1)).toBe(85);
  expect(steppedCodeSize(85, -1)).toBe(85);
  expect(steppedCodeSize(200, 1)).toBe(200);
});
