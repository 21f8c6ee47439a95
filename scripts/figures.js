/** `pnpm measure:page`, `pnpm screenshots`, `pnpm walk-throughs`: builds what is missing, then runs a program of e2e in Chromium. */
import { join } from "node:path";
import { requireBrowser } from "./browser.js";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

/** By name: the compiled program, and what it does. */
const programs = {
  "page-under-load": ["figures/page-under-load", "The page under 100,000 calls (some minutes)"],
  screenshots: ["figures/screenshots", "Screenshots of the page"],
  "walk-throughs": ["walk-throughs/main", "Walking through the page as its users do (some minutes)"],
};

const [name = "", ...rest] = process.argv.slice(2);
const [program, doing] = programs[name];
checkNode();
await install();
await build();
const browser = await requireBrowser();
say(doing);
await mustRun(process.execPath, [join(root, `e2e/dist/${program}.js`), ...rest], {
  env: { SOCKPIT_CHROMIUM: browser },
});
