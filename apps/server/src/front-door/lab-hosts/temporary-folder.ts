import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingError } from "../options.js";

/** Longer ones leave no room for the names of Unix sockets below them: sun_path holds 108 bytes (unix(7)). */
const MAX_PARENT_LENGTH = 44;
const FALLBACK = "/tmp";

/** Names this process, so that what it leaves when it is killed can be distinguished from what is in use. */
const OWN_PREFIX = `sockpit-${process.pid}-`;
const PREFIX = /^sockpit-(\d+)-/;

const made = new Set<string>();

/** Where this process ends before its lab hosts are up. */
process.once("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, for one lab host. `SettingError` where the temporary folder takes none. */
export function makeFolder(): string {
  try {
    const folder = mkdtempSync(join(parent(), OWN_PREFIX));
    made.add(folder);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new SettingError(`the temporary folder cannot be used (${reason}). Set TMPDIR to one that can.`);
  }
}

/** Removes it with what is left in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  made.delete(folder);
}

/** Removes the folders of servers that were killed. Those that another user owns stay. */
export function removeLeftovers(): void {
  const folder = parent();
  for (const name of namesIn(folder)) {
    const pid = Number(PREFIX.exec(name)?.[1]);
    if (Number.isNaN(pid) || isInUse(join(folder, name), pid)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Another user's, and theirs to remove.
    }
  }
}

/** Nothing where this user may not look, or where there is no folder, which `makeFolder` reports. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function parent(): string {
  const folder = tmpdir();
  return folder.length <= MAX_PARENT_LENGTH ? folder : FALLBACK;
}

/** In a container a server that starts again has the pid that it had before. */
function isInUse(folder: string, pid: number): boolean {
  if (pid === process.pid) return made.has(folder);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
