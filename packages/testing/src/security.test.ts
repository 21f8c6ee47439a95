import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "SECURITY.md"), "utf8");
const list = /## Guarantees\n([\s\S]*?)\n## /.exec(page)?.[1] ?? "";
const guarantees = list
  .split(/\n- /)
  .slice(1)
  .map((item) => (item.split("\n\n")[0] ?? "").replace(/\s+/g, " "));

/** `"part of a title", "another" and "a third" in \`file\``, as the page names tests. */
function namedTests(guarantee: string): { file: string; titles: string[] }[] {
  return [...guarantee.matchAll(/((?:"[^"]+"(?:, | and |,? ))+)in `([^`]+\.(?:test|spec)\.ts)`/g)].map(
    ([, quoted = "", file = ""]) => ({
      file,
      titles: [...quoted.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title),
    }),
  );
}

/** What stands first in a call whose next argument is a function or options: names of tests and suites. */
function titlesIn(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/\(\s*(["'`])((?:(?!\1).)*)\1,\s*(?:async|\(|\{)/g)].map(
    ([, , title = ""]) => title,
  );
}

describe("Each guarantee of SECURITY.md", () => {
  test("is in a list of at least ten", () => {
    expect(guarantees.length).toBeGreaterThanOrEqual(10);
  });

  test.each(guarantees.map((text) => [text.slice(0, 60), text] as const))(
    "names tests that there are: %s…",
    (_, text) => {
      const named = namedTests(text);
      expect(named).not.toEqual([]);
      for (const { file, titles } of named) {
        const present = titlesIn(file);
        for (const title of titles)
          expect(
            present.some((each) => each.includes(title)),
            `"${title}" in ${file}`,
          ).toBe(true);
      }
    },
  );

  test("names no test file in another way", () => {
    const files = [...list.matchAll(/`([^`]+\.(?:test|spec)\.ts)`/g)].length;
    expect(guarantees.flatMap(namedTests)).toHaveLength(files);
  });
});
