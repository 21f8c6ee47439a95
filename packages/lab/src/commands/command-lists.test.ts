import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { commandNames } from "@sockpit/protocol";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Where commands are handled without being described: what they do there follows from their traits. */
const places = [
  "apps/server/src",
  "apps/web/src",
  "packages/client/src",
  "packages/lab/src",
  "packages/python/src",
  "packages/python/runtime/src",
];

const name = `["'](?:${commandNames.join("|")})["']`;
const lists: readonly RegExp[] = [
  new RegExp(`${name},\\s*${name}`),
  new RegExp(`\\bcommand\\b\\s*(?:[!=]==?|in)\\s*[[({]?\\s*${name}`),
  /\bswitch \([\w.]*\bcommand\)/,
  /\bcommand\.(?:startsWith|endsWith|startswith|endswith|includes)\(/,
];

function sourceFiles(): string[] {
  return places.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:tsx?|py)$/.test(entry.name))
      .filter((entry) => !/(?:\.(?:test|stories)\.|^test-)/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}

test("Facts about commands stand in their descriptions: no other code lists or compares their names", () => {
  const found = sourceFiles().filter((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return lists.some((list) => list.test(text));
  });
  expect(found).toEqual([]);
});
