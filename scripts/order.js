/**
 * `pnpm order [events]`: builds, then lets 20 programs talk until there are so many events (100,000 by default, about half a
 * minute), and checks that connections that follow receive none after its consequence.
 */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [events = "100000"] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`Order of ${events} events`);
const vitest = ["run", "--project", "server", "apps/server/test/order.test.ts"];
await mustRun(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...vitest], {
  env: { SOCKPIT_ORDER_EVENTS: events },
});
