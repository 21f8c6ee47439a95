import { canInstall, findOnPath, installPackage } from "./distribution.js";
import { say } from "./steps.js";

/** Has tshark at hand, which reads the captures that tests make. Without it they are skipped, loudly; nothing fails. */
export async function ensureTshark() {
  if (findOnPath("tshark") !== undefined) return;
  if (canInstall()) {
    say("Installing tshark, with which packets are compared (the distribution's package)");
    await installPackage("tshark");
    if (findOnPath("tshark") !== undefined) return;
  }
  say("SKIPPED: tshark is not installed, so what the page shows of packets is NOT compared with Wireshark.");
}
