/**
 * Part of `pnpm check`: end-to-end tests find things by role and name, as a person or a screen reader does. A class in
 * a selector fails, because it says nothing about what the page shows anyone.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.js";

/** A call that takes a selector, with the selector. */
const selectors =
  /\b(?:locator|\$\$?|waitForSelector|querySelector(?:All)?|closest|matches)\(\s*(["'`])(.*?)\1/g;
const aClass = /(^|[^\d\\])\.[a-zA-Z_-]|\[class\b/;

function findsByClass(line) {
  return (
    line.includes("getElementsByClassName") ||
    [...line.matchAll(selectors)].some(([, , selector]) => aClass.test(selector))
  );
}

const folders = ["tests", "figures", "parity", "recordings"];
const faults = folders.flatMap((folder) =>
  readdirSync(join(root, "e2e", folder), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const path = join("e2e", folder, name);
      return readFileSync(join(root, path), "utf8")
        .split("\n")
        .flatMap((line, index) => (findsByClass(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
    }),
);

if (faults.length > 0) {
  console.error("Found by class; use a role and a name, and give the page those where it lacks them:");
  for (const fault of faults) console.error(`  ${fault}`);
  process.exit(1);
}
