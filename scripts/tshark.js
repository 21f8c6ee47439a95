import { canInstall, findOnPath, installPackage } from "./distribution.js";
import { say } from "./steps.js";

/** Has tshark at hand, which reads the captures that tests make. Without it those tests are skipped, and named at the end. */
export async function ensureTshark() {
  if (findOnPath("tshark") !== undefined) return;
  if (canInstall()) {
    say("Installing tshark, with which packets are compared (the distribution's package)");
    await installPackage("tshark");
    if (findOnPath("tshark") !== undefined) return;
  }
  say("tshark is not installed: the tests that compare packets with it are skipped");
}
