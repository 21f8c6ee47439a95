/** `pnpm catalogue`: the stories of the page's components, in a browser, with hot reload. */
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("The catalogue of components");
const web = join(root, "apps/web");
await mustRun(join(web, "node_modules/.bin/vite"), ["--config", "vite.catalogue.config.ts"], { cwd: web });
