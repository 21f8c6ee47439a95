/** `pnpm cpython`: installs and builds what is missing, then runs CPython's own tests in the page; see e2e/cpython/README.md. */
import { join } from "node:path";
import { requireBrowser } from "./browser.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

checkNode();
await install();
await build({ isQuick: true });
const browser = await requireBrowser();
say("CPython's own tests in the page");
await mustRun(process.execPath, [join(root, "e2e/dist/cpython/main.js"), ...process.argv.slice(2)], {
  env: { SOCKPIT_CHROMIUM: browser },
});
