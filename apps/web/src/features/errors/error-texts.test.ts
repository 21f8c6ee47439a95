import { codedFailure, ErrorCode, errnoFailure } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { errorTextOf } from "./error-texts.js";

it.each(ErrorCode.options)("%s has a meaning and an action in both languages", (code) => {
  const { error } = codedFailure(code, "…");
  const english = errorTextOf(error, "en");
  for (const text of [english?.meaning, english?.action]) expect(text).toMatch(/^[A-Z].*\.$/);
  const chinese = errorTextOf(error, "zh-TW");
  for (const text of [chinese?.meaning, chinese?.action]) expect(text).toMatch(/\p{Script=Han}.*。$/u);
});

it("leaves to the errno's own text what the kernel said", () => {
  expect(errorTextOf(errnoFailure("bind", "EADDRINUSE").error, "en")).toBeUndefined();
});
