import { expect, it } from "vitest";
import { splitArguments } from "./split-arguments.js";

it.each([
  ["", []],
  ["  a   b\tc ", ["a", "b", "c"]],
  [`'a b' "c d"`, ["a b", "c d"]],
  [`--name='x y'"z"`, ["--name=x yz"]],
  [`''  ""`, ["", ""]],
  [`a\\ b \\'c`, ["a b", "'c"]],
  [`"a \\" b" 'c \\ d' "\\n"`, ['a " b', "c \\ d", "\\n"]],
  ["你好 '世 界'", ["你好", "世 界"]],
])("splits %j as a shell does", (text, words) => {
  expect(splitArguments(text)).toEqual({ kind: "words", words });
});

it("says what is not closed", () => {
  expect(splitArguments("a 'b")).toEqual({ kind: "fault", fault: "quote" });
  expect(splitArguments('a "b\\"')).toEqual({ kind: "fault", fault: "quote" });
  expect(splitArguments("a \\")).toEqual({ kind: "fault", fault: "backslash" });
});
