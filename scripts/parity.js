/** `pnpm parity`: installs and builds what is missing, then compares python3 with the page; see e2e/parity/main.ts. */
import { join } from "node:path";
import { ensureBrowser } from "./browser.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

checkNode();
await install();
await build();
const browser = await ensureBrowser();
if (browser === undefined) {
  console.error("There is no Chromium, and none could be installed. Set SOCKPIT_CHROMIUM to one.");
  process.exit(1);
}
say("Parity: the same programs under python3 and in the page");
await mustRun(process.execPath, [join(root, "e2e/dist/parity/main.js"), ...process.argv.slice(2)], {
  env: { SOCKPIT_CHROMIUM: browser },
});
