import { expect, it } from "vitest";
import { createTranslation, type TextKey } from "./translation.js";

const texts = {
  greeting: "Hello, {{name}}: {{name}}!",
  deep: { er: { text: "found" } },
  files_zero: "none",
  files_one: "{{count}} file",
  files_other: "{{count}} files",
  full: "{{count}} at most",
};
const { t } = createTranslation("en", texts);

/** The page's own keys are not those of this test. */
const key = (name: string) => name as TextKey;

it("finds a text by the way through the tree", () => {
  expect(t(key("deep.er.text"))).toBe("found");
});

it("puts values in the place of all their names", () => {
  expect(t(key("greeting"), { name: "$&" })).toBe("Hello, $&: $&!");
});

it.each([
  [0, "none"],
  [1, "1 file"],
  [2, "2 files"],
])("chooses the plural for %i", (count, text) => {
  expect(t(key("files"), { count })).toBe(text);
});

it("takes a text without plurals for every count", () => {
  expect(t(key("full"), { count: 1 })).toBe("1 at most");
});

it("has no singular in Chinese", () => {
  const chinese = createTranslation("zh-TW", { files_one: "不會用到", files_other: "{{count}} 個檔案" });
  expect(chinese.t(key("files"), { count: 1 })).toBe("1 個檔案");
});
