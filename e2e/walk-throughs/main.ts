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
import { wireLab } from "./wire-lab.js";

const AFTER_RUN = "after-run";
const walkThroughs = [student, teacher, developer, ...wireLab];
const names = process.argv.slice(2);
/** By its name, or by that of its group: "wire-lab" for "wire-lab/en-1440". */
const isWanted = (name: string) =>
  names.length === 0 || names.includes(name) || names.includes(name.split("/")[0] ?? "");

await withServerAndBrowser(async (server, browser) => {
  for (const walkThrough of walkThroughs) {
    if (isWanted(walkThrough.name)) await Walk.take(walkThrough, browser, server.url);
  }
  if (!isWanted(AFTER_RUN)) return;
  const missing = await picturesAfterRun(browser, server.url);
  for (const each of missing) console.error(`Not on the screen: ${each}`);
  if (missing.length > 0) process.exitCode = 1;
});
