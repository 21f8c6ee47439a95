import { rmSync } from "node:fs";
import { opendir, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";

/** Folders that are being removed. */
const leaving = new Set<string>();

/** Where the process ends meanwhile, what is left goes at once. */
process.on("exit", () => {
  for (const folder of leaving) rmSync(folder, { recursive: true, force: true });
});

/** Removes a folder of files, one after the other, so that thousands of them hold nobody up. */
export async function removeFolder(folder: string): Promise<void> {
  leaving.add(folder);
  try {
    for await (const { name } of await opendir(folder)) await unlink(join(folder, name));
    await rmdir(folder);
  } catch {
    // Somebody else removes it too.
    rmSync(folder, { recursive: true, force: true });
  } finally {
    leaving.delete(folder);
  }
}
