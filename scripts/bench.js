/** `pnpm bench`: builds, then measures. Nothing is asserted: see bench/README.md. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("Measuring against a bare ws echo (about 20 seconds)");
await mustRun(process.execPath, [join(root, "bench/dist/main.js")]);
