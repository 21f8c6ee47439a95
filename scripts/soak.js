/** `pnpm soak [minutes] [--memory 1G]`: builds, then uses a server as a class does, and kills its processes: see bench/README.md. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const args = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("Soaking (10 minutes of use by default, then some three minutes of kills)");
await mustRun(process.execPath, [join(root, "bench/dist/soak.js"), ...args]);
