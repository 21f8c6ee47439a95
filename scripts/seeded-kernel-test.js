import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

/**
 * Runs a kernel test of random sequences, `[count] [seed]` of the command line: it reads them from SOCKPIT_<name>_COUNT and
 * SOCKPIT_<name>_SEED.
 */
export async function runSeededKernelTest({ name, title, unit, file, defaultCount }) {
  const [count = String(defaultCount), seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
  checkNode();
  await install();
  await mustRun(tool("tsc"), ["-b"]);
  say(`${title}: ${count} ${unit} from seed ${seed}`);
  const vitest = ["run", "--project", "kernel", file];
  const command = [process.execPath, join(root, "node_modules/vitest/vitest.mjs"), ...vitest];
  await mustRun("unshare", ["--user", "--net", "--map-root-user", "--", ...command], {
    env: { [`SOCKPIT_${name}_COUNT`]: count, [`SOCKPIT_${name}_SEED`]: seed },
  });
}
