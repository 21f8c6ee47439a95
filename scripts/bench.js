/** `pnpm bench [looks|memory|page|python|rows …] [--json file] [--table file]`: builds, then measures. Nothing is asserted: see bench/README.md. */
import { join } from "node:path";
import { requireBrowser } from "./browser.js";
import { findFirefox } from "./firefox.js";
import { mustRun, root, say, tool } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
const args = process.argv.slice(2);
const [what, ...sections] = args;
if (what === "looks") {
  say("Measuring what looks at sockets and packets cost (about 2 minutes)");
  await mustRun(process.execPath, [join(root, "bench/dist/looks.js"), ...sections]);
} else if (what === "memory") {
  say("Measuring the memory of full labs (about a minute)");
  const inNamespace = ["--user", "--net", "--map-root-user", "--", process.execPath, "--expose-gc"];
  await mustRun("unshare", [...inNamespace, join(root, "bench/dist/memory.js")]);
} else if (what === "page") {
  await build();
  const browser = await requireBrowser();
  say("Measuring what the page costs a browser (about 2 minutes)");
  await mustRun(process.execPath, [join(root, "e2e/dist/figures/page-light.js"), ...sections], {
    env: { SOCKPIT_CHROMIUM: browser },
  });
} else if (what === "python") {
  await build();
  const browser = await requireBrowser();
  const firefox = findFirefox();
  say("Measuring what calls cost Python in the page (about 2 minutes for each browser)");
  await mustRun(process.execPath, [join(root, "e2e/dist/figures/python-calls.js"), ...sections], {
    env: { SOCKPIT_CHROMIUM: browser, ...(firefox === undefined ? {} : { SOCKPIT_FIREFOX: firefox }) },
  });
} else {
  say("Measuring calls beside a bare ws echo and websockify (about three minutes for all rows)");
  await mustRun(process.execPath, [join(root, "bench/dist/main.js"), ...args]);
}
