/**
 * `pnpm walk-throughs [names]`: walks through the page as its users do, and leaves pictures of each step in
 * test-results/walk-throughs. Ends with 1 where the handshake is not on the screen after a run.
 */
import { withServerAndBrowser } from "../figures/server-and-browser.js";
import { picturesAfterRun } from "./after-run.js";
import { developer } from "./developer.js";
import { student } from "./student.js";
import { teacher } from "./teacher.js";
import { Walk } from "./walk.js";

const AFTER_RUN = "after-run";
const walkThroughs = [student, teacher, developer];
const names = process.argv.slice(2);
const isWanted = (name: string) => names.length === 0 || names.includes(name);

await withServerAndBrowser(async (server, browser) => {
  for (const walkThrough of walkThroughs) {
    if (isWanted(walkThrough.name)) await Walk.take(walkThrough, browser, server.url);
  }
  if (!isWanted(AFTER_RUN)) return;
  const missing = await picturesAfterRun(browser, server.url);
  for (const each of missing) console.error(`Not on the screen: ${each}`);
  if (missing.length > 0) process.exitCode = 1;
});
