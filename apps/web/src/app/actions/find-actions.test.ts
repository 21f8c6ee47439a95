import { expect, it } from "vitest";
import { createTranslation } from "../../shared/translation.js";
import { strings } from "../strings.js";
import type { Action } from "./action.js";
import { findActions } from "./find-actions.js";

const { t: english } = createTranslation("en", strings.en);
const { t: chinese } = createTranslation("zh-TW", strings["zh-TW"]);
const actions: readonly Action[] = [
  { title: "actions.run", name: "server.py", run: () => undefined },
  { title: "app.stopAll", run: () => undefined },
];
const found = (query: string) => findActions(actions, query, [english, chinese]).map(({ title }) => title);

it("lists all where nothing is looked for", () => {
  expect(found("")).toEqual(["Run server.py", "Stop all"]);
});

it("finds by words in any order and case", () => {
  expect(found("SERVER run")).toEqual(["Run server.py"]);
});

it("finds by the other language's words, and shows the page's", () => {
  expect(found("停止")).toEqual(["Stop all"]);
});
