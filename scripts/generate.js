/**
 * `pnpm generate`: writes what is made from data: pages from the protocol's descriptions and others, and the list of handlers. `--check` writes nothing and
 * fails where a file is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pythonDifferencesPage } from "./python-differences.js";
import { pythonSettings } from "./python-settings.js";
import { scenarioGalleryPage } from "./scenario-gallery.js";
import { root } from "./steps.js";

const { answerShapes, referencePages } = await import(
  join(root, "packages/protocol/dist/reference/index.js")
);

const { scenarioJsonSchema } = await import(join(root, "packages/protocol/dist/scenario/index.js"));
const { commandNames } = await import(join(root, "packages/protocol/dist/index.js"));
const { pythonSocketPage } = await import(join(root, "e2e/dist/parity/reference-page.js"));
const { placesPage } = await import(join(root, "e2e/dist/parity/places-page.js"));
const differences = JSON.parse(readFileSync(join(root, "packages/python/differences.json"), "utf8"));

const isCheck = process.argv.includes("--check");
const pages = [
  ...Object.entries(referencePages()),
  pythonDifferencesPage(),
  scenarioGalleryPage(),
  pythonSocketPage(differences),
  placesPage(),
  ["docs/reference/scenario.schema.json", `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`],
  handlerTable(),
  ["packages/protocol/src/answers/answer-shapes.ts", answerShapes()],
  pythonSettings(),
];
let stale = 0;
for (const [path, text] of pages) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale += 1;
  if (isCheck) {
    console.error(`${path} is stale. Run: pnpm generate`);
    continue;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${path}`);
}
process.exit(isCheck && stale > 0 ? 1 : 0);

/** The list of handlers: one for each command, in a file of its name. */
function handlerTable() {
  const lines = commandNames.map((name) => `export { ${name} } from "./${name}.js";\n`);
  return ["packages/lab/src/commands/table.ts", `// Made by \`pnpm generate\`.\n${lines.join("")}`];
}
