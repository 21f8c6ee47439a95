/** `pnpm soak [minutes]`: builds, then uses a server as a class does, and kills its processes: see bench/README.md. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

const [minutes = "10"] = process.argv.slice(2);

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say(`Soaking (${minutes} minutes of use, then some three minutes of kills)`);
await mustRun(process.execPath, [join(root, "bench/dist/soak.js"), minutes]);
