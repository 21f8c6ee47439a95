/** `pnpm check`: everything static, in parallel. */
import { run, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
say("Checking: format and lint, types, import rules, dead code, locators, generated files");
/** The compiler comes first, because import rules and generated files read what it makes. */
const types = await timed("types", tool("tsc"), ["-b"]);
const others = await Promise.all([
  timed("format and lint", tool("biome"), ["check", "--error-on-warnings", "."]),
  timed("import rules", tool("depcruise"), [
    "--config",
    ".dependency-cruiser.json",
    "apps",
    "packages",
    "e2e",
    "bench",
    "attack",
  ]),
  timed("dead code", tool("knip"), []),
  timed("Python: format and lint", process.execPath, ["scripts/ruff.js"]),
  timed("Python: types", tool("pyright"), ["--project", "packages/python/runtime"]),
  timed("locators", process.execPath, ["scripts/locators.js"]),
  timed("generated files", process.execPath, ["scripts/generate.js", "--check"]),
]);
const failed = [types, ...others].filter((isGood) => !isGood).length;
process.exit(failed === 0 ? 0 : 1);

async function timed(name, command, args) {
  const startedAt = Date.now();
  const isGood = (await run(command, args, { quiet: true })) === 0;
  console.log(`${isGood ? "✓" : "✗"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return isGood;
}
