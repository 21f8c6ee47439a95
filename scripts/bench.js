/** `pnpm bench [looks|memory|wire|page|python|rows …] [--json file] [--table file]`: builds, then measures. Nothing is asserted: see bench/README.md. */
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
} else if (what === "wire") {
  say("Measuring wires between hosts (about a minute)");
  const inNamespace = ["--user", "--net", "--map-root-user", "--", process.execPath];
  await mustRun("unshare", [...inNamespace, join(root, "bench/dist/wire.js")]);
  await mustRun(process.execPath, [join(root, "bench/dist/wire.js"), "neighbour"]);
} else if (what === "page") {
  await measureInBrowser("page-light", sections, "Measuring what the page costs a browser (about 2 minutes)");
} else if (what === "python" && sections[0] === "start") {
  await measureInBrowser("python-start", sections.slice(1), "Measuring how Python starts (about a minute)");
} else if (what === "python") {
  await measureInBrowser(
    "python-calls",
    sections,
    "Measuring what calls cost Python in the page (about 2 minutes for each browser)",
  );
} else {
  say("Measuring calls beside a bare ws echo and websockify (about three minutes for all rows)");
  await mustRun(process.execPath, [join(root, "bench/dist/main.js"), ...args]);
}

async function measureInBrowser(program, args, doing) {
  await build();
  const browser = await requireBrowser();
  const firefox = findFirefox();
  say(doing);
  await mustRun(process.execPath, [join(root, `e2e/dist/figures/${program}.js`), ...args], {
    env: { SOCKPIT_CHROMIUM: browser, ...(firefox === undefined ? {} : { SOCKPIT_FIREFOX: firefox }) },
  });
}
