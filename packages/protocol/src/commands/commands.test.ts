import { describe, expect, test } from "vitest";
import { commandNames, commands, isCommandName } from "./index.js";

describe("Every command", () => {
  test.each(commandNames)("%s: its example is valid by its own description", (name) => {
    const { params, result, example } = commands[name];
    expect(params.safeParse(example.params).error).toBeUndefined();
    expect(result.parse(example.result)).toEqual(example.result);
  });

  test.each(commandNames)("%s: says what it does, and follows a manual page", (name) => {
    const { summary, manPage, errnos } = commands[name];
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(manPage).toMatch(/^[a-z_]+\(\d\)/);
    expect(errnos.length).toBeGreaterThan(0);
    expect(new Set(errnos).size).toBe(errnos.length);
  });

  test.each(commandNames)("%s: refuses a field that it has not", (name) => {
    const { params, example } = commands[name];
    expect(params.safeParse({ ...example.params, extra: 1 }).success).toBe(false);
  });

  test("is a command by its own name only", () => {
    expect(commandNames.every(isCommandName)).toBe(true);
    for (const name of ["toString", "__proto__", "constructor", "BIND", ""])
      expect(isCommandName(name)).toBe(false);
  });

  test("has Python's defaults", () => {
    expect(commands.socket.params.parse({})).toEqual({ family: "AF_INET", type: "SOCK_STREAM", proto: 0 });
    expect(commands.recv.params.parse({ fd: 3, bufsize: 1 })).toMatchObject({ flags: [] });
    expect(commands.settimeout.params.parse({ fd: 3, timeout: null })).toEqual({ fd: 3, timeout: null });
  });
});
