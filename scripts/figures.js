/** `pnpm measure:page` and `pnpm screenshots`: builds what is missing, then runs a program of e2e/figures. */
import { join } from "node:path";
import { ensureBrowser } from "./browser.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

const [figure = "", ...rest] = process.argv.slice(2);
checkNode();
await install();
await build();
const browser = await ensureBrowser();
if (browser === undefined) {
  console.error("There is no Chromium, and none could be installed. Set SOCKPIT_CHROMIUM to one.");
  process.exit(1);
}
say(figure === "screenshots" ? "Screenshots of the page" : "The page under 100,000 calls (some minutes)");
await mustRun(process.execPath, [join(root, `e2e/dist/figures/${figure}.js`), ...rest], {
  env: { SOCKPIT_CHROMIUM: browser },
});
