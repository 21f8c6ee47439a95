import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { canInstall, findOnPath, installPackage } from "./distribution.js";
import { root, run, say } from "./steps.js";

/** Names under which distributions install Chromium. */
const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** A Chromium that is installed: SOCKPIT_CHROMIUM, one on PATH, or Playwright's own. */
export function findBrowser() {
  if (process.env.SOCKPIT_CHROMIUM) return process.env.SOCKPIT_CHROMIUM;
  const installed = findOnPath(...systemNames);
  if (installed !== undefined) return installed;
  const require = createRequire(join(root, "e2e/package.json"));
  const own = require("@playwright/test").chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** Finds a Chromium or installs one: Playwright's build, else the distribution's package. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  say("Installing Chromium for the end-to-end tests (Playwright's build)");
  const playwright = join(root, "e2e/node_modules/.bin/playwright");
  const own = await run(playwright, ["install", ...(isRoot ? ["--with-deps"] : []), "chromium"]);
  if (own === 0) return findBrowser();
  if (canInstall()) {
    say("That did not work; installing the distribution's chromium package");
    await installPackage("chromium");
  }
  return findBrowser();
}

/** The same for what needs one: ends this process where none is available. */
export async function requireBrowser() {
  const browser = await ensureBrowser();
  if (browser !== undefined) return browser;
  console.error("There is no Chromium, and none could be installed. Set SOCKPIT_CHROMIUM to one.");
  process.exit(1);
}
