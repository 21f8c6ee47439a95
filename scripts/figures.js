/** `pnpm measure:page` and `pnpm screenshots`: builds what is missing, then runs a program of e2e/figures. */
import { join } from "node:path";
import { requireBrowser } from "./browser.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

const [figure = "", ...rest] = process.argv.slice(2);
checkNode();
await install();
await build();
const browser = await requireBrowser();
say(figure === "screenshots" ? "Screenshots of the page" : "The page under 100,000 calls (some minutes)");
await mustRun(process.execPath, [join(root, `e2e/dist/figures/${figure}.js`), ...rest], {
  env: { SOCKPIT_CHROMIUM: browser },
});
