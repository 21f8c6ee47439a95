import { execFile } from "node:child_process";
import { describe, expect, it, type TestContext } from "vitest";
import { threadsInstead } from "./threads-instead.js";

/** Programs with processes, as textbooks and exercises have them, by name. */
const derivable = import.meta.glob<string>("./corpus/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Programs that would be others with threads. */
const notDerivable = import.meta.glob<string>("./not-derivable/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The lines that a program prints under the machine's own python3, sorted: its processes print at once. */
function printed(source: string, context: TestContext): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = execFile("python3", ["-"], { timeout: 15_000 }, (error, stdout) => {
      if (error === null) resolve(stdout.split("\n").toSorted());
      else if (error.code === "ENOENT") context.skip("python3 is not installed");
      else reject(error);
    });
    child.stdin?.end(source);
  });
}

describe("A program with threads in place of processes", () => {
  for (const [name, source] of Object.entries(derivable)) {
    it.concurrent(`prints the same: ${name}`, async (context) => {
      const threads = threadsInstead(source) ?? "";
      expect(threads).not.toMatch(/^$|os\.fork|\bProcess\(|ProcessPool|Forking|multiprocessing\.Pool/);
      const [before, after] = await Promise.all([printed(source, context), printed(threads, context)]);
      expect(after).toEqual(before);
    });
  }
});

it.each(Object.entries(notDerivable))("is not derived of %s", (_name, source) => {
  expect(threadsInstead(source)).toBeUndefined();
});
