/** `pnpm parity [fast] [--engine atomics|firefox|node]`: installs and builds what is missing, then compares python3 with the page; see e2e/parity/main.ts. */
import { join } from "node:path";
import { requireBrowser } from "./browser.js";
import { findFirefox } from "./firefox.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

checkNode();
await install();
await build({ isQuick: true });
const browser = await requireBrowser();
const firefox = findFirefox();
say("Parity: the same programs under python3 and in the page");
await mustRun(process.execPath, [join(root, "e2e/dist/parity/main.js"), ...process.argv.slice(2)], {
  env: { SOCKPIT_CHROMIUM: browser, ...(firefox === undefined ? {} : { SOCKPIT_FIREFOX: firefox }) },
});
