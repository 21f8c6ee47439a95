/** `pnpm attack [kinds…]`: builds, then attacks servers of its own and says what that costs others: attack/README.md. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("Attacking servers of its own, one attack after the other (about ten minutes for all of them)");
await mustRun(process.execPath, [join(root, "attack/dist/main.js"), ...process.argv.slice(2)]);
