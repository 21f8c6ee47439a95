/**
 * `pnpm fuzz [messages] [seed]`: builds, then sends generated messages to a server (100,000 by default, a few minutes)
 * and prints the seed, which gives the same again, and what the worst message costs.
 */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [messages = "100000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`Sending ${messages} generated messages (seed ${seed})`);
await mustRun(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--project",
    "server",
    "apps/server/test/fuzz.test.ts",
  ],
  { env: { SOCKPIT_FUZZ_MESSAGES: messages, SOCKPIT_FUZZ_SEED: seed } },
);
