import { describe, expect, test } from "vitest";
import { StandardInput } from "./standard-input.js";

function open() {
  const prompts: string[] = [];
  return { input: new StandardInput((prompt) => prompts.push(prompt)), prompts };
}

describe("standard input", () => {
  test("asks once for a line, and again only with another prompt", () => {
    const { input, prompts } = open();
    input.want("");
    input.want("");
    input.want("name? ");
    expect(prompts).toEqual(["", "name? "]);
  });

  test("keeps lines in order until they are read, end of file too", () => {
    const { input, prompts } = open();
    input.want("");
    input.typed("one");
    input.typed(null);
    input.want("");
    expect(prompts).toEqual([""]);
    expect([input.take(), input.take(), input.take()]).toEqual(["one", null, undefined]);
    input.want("");
    expect(prompts).toEqual(["", ""]);
  });

  test("tells a listener once, at once where a line waits, and not when it stopped listening", () => {
    const { input } = open();
    const heard: string[] = [];
    input.onLine(() => heard.push("first"));
    const stop = input.onLine(() => heard.push("stopped"));
    stop();
    input.typed("a");
    input.typed("b");
    input.onLine(() => heard.push("late"));
    expect(heard).toEqual(["first", "late"]);
  });
});
