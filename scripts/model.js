/**
 * `pnpm model [count] [seed]`: makes random sequences of calls in a lab and natively with python3, and shows where they
 * differ, each by as few calls as possible. See packages/lab/test/model.test.ts.
 */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [count = "20000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`Model: ${count} sequences from seed ${seed}`);
const vitest = ["run", "--project", "kernel", "packages/lab/test/model.test.ts"];
const command = [process.execPath, join(root, "node_modules/vitest/vitest.mjs"), ...vitest];
await mustRun("unshare", ["--user", "--net", "--map-root-user", "--", ...command], {
  env: { SOCKPIT_MODEL_COUNT: count, SOCKPIT_MODEL_SEED: seed },
});
