/**
 * `pnpm states [count] [seed]`: random sequences of calls in labs, with looks at the kernel between them. What was derived is held
 * to what the kernel says: see packages/lab/test/derivation.test.ts.
 */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [count = "2000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`States: ${count} worlds from seed ${seed}`);
const vitest = ["run", "--project", "kernel", "packages/lab/test/derivation.test.ts"];
const command = [process.execPath, join(root, "node_modules/vitest/vitest.mjs"), ...vitest];
await mustRun("unshare", ["--user", "--net", "--map-root-user", "--", ...command], {
  env: { SOCKPIT_STATES_COUNT: count, SOCKPIT_STATES_SEED: seed },
});
