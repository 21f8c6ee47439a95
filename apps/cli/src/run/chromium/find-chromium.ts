import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Names under which Chromium and its relatives are installed. */
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];

/** A Chromium of this machine: SOCKPIT_CHROMIUM, or one on PATH. */
export function findChromium(): string | undefined {
  const { SOCKPIT_CHROMIUM: chosen, PATH = "" } = process.env as { SOCKPIT_CHROMIUM?: string; PATH?: string };
  if (chosen) return chosen;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
