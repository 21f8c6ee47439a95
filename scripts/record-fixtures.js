/** `pnpm record:fixtures [names]`: builds what is missing, then records real labs for the page's tests; see e2e/recordings/main.ts. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("Recording labs for the page's tests");
await mustRun(process.execPath, [join(root, "e2e/dist/recordings/main.js"), ...process.argv.slice(2)]);
