import { createRequire } from "node:module";
import { join } from "node:path";
import { canInstall, findOnPath, installPackage } from "./distribution.js";
import { root, say } from "./steps.js";

/** Names under which distributions install Firefox. */
const systemNames = ["firefox-esr", "firefox"];

/** Where Mozilla's own build is put where the distribution has none. */
const ownBuilds = join(root, "node_modules/.cache/browsers");

/** A Firefox that is installed: SOCKPIT_FIREFOX or one on PATH. */
export function findFirefox() {
  return process.env.SOCKPIT_FIREFOX || findOnPath(...systemNames);
}

/** The same; else the distribution's package, or Mozilla's build. undefined where none is available. */
export async function ensureFirefox() {
  const installed = findFirefox();
  if (installed !== undefined) return installed;
  if (canInstall()) {
    say("Installing Firefox for the tests in it (the distribution's firefox-esr package)");
    await installPackage("firefox-esr");
    const packaged = findOnPath(...systemNames);
    if (packaged !== undefined) return packaged;
  }
  say("Installing Firefox for the tests in it (Mozilla's build)");
  return installOwnBuild();
}

async function installOwnBuild() {
  const require = createRequire(join(root, "e2e/package.json"));
  const {
    Browser,
    computeExecutablePath,
    detectBrowserPlatform,
    install,
    resolveBuildId,
  } = require("@puppeteer/browsers");
  const platform = detectBrowserPlatform();
  if (platform === undefined) return undefined;
  try {
    const buildId = await resolveBuildId(Browser.FIREFOX, platform, "stable");
    const options = { browser: Browser.FIREFOX, buildId, cacheDir: ownBuilds, platform };
    await install(options);
    return computeExecutablePath(options);
  } catch (error) {
    console.error(`It could not be installed: ${error.message}`);
    return undefined;
  }
}
