import { execFileSync } from "node:child_process";
import { errnoMessage, errnoNames, errnoNumber } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";

const program = `
import errno, json, os
print(json.dumps({name: [number, os.strerror(number)]
    for name, number in vars(errno).items() if name.startswith("E")}))
`;

/** What this machine's Python says of errno, where there is one and it is Linux's. */
function askPython(): Record<string, [number, string]> | undefined {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) return undefined;
  try {
    return JSON.parse(execFileSync("python3", ["-c", program], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return undefined;
  }
}

describe("The errno table", () => {
  const python = askPython();

  const ours = errnoNames.filter((name) => errnoNumber(name) > 0);
  /** musl has other words; glibc's are the ones that the table gives. */
  const hasOtherWords = python?.["EADDRINUSE"]?.[1] !== "Address already in use";

  test.skipIf(python === undefined)("has the numbers that python3 has on Linux", () => {
    for (const name of ours) expect([name, python?.[name]?.[0]]).toEqual([name, errnoNumber(name)]);
  });

  test.skipIf(hasOtherWords)("has the words that python3 has where the C library is glibc", () => {
    for (const name of ours) expect([name, python?.[name]?.[1]]).toEqual([name, errnoMessage(name)]);
  });

  test.skipIf(python === undefined)("misses none that python3 knows, but for second names", () => {
    const numbers = new Set(errnoNames.map(errnoNumber));
    const missing = Object.entries(python ?? {}).filter(([, [number]]) => !numbers.has(number));
    expect(missing).toEqual([]);
  });
});
