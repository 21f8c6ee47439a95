/**
 * `pnpm story [runs]`: builds, then has two programs do the same again and again (200 times by default, some minutes), while other
 * processes use up the processors, and compares what the events say: differences, contradictions and corrections are printed,
 * and there are to be none. What is compared: apps/server/test/story/strands.ts.
 */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [runs = "200"] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`Stories: ${runs} runs of each`);
const vitest = ["run", "--project", "server", "apps/server/test/story.test.ts"];
await mustRun(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...vitest], {
  env: { SOCKPIT_STORY_RUNS: runs, SOCKPIT_STORY_LOAD: "1" },
});
