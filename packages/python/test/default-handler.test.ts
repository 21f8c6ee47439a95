import { expect, test } from "vitest";
import { run } from "./python.js";

test("at the start SIGINT has the handler that signal names as the default", () => {
  expect(run("import signal\nresult = signal.getsignal(signal.SIGINT) is signal.default_int_handler")).toBe(
    true,
  );
});
