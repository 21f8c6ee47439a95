import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(import.meta.url);

/** The repository, from the source as from what the compiler makes of it. */
const repository = here.slice(0, here.lastIndexOf("/e2e/"));

/** A file or folder of the repository: "apps/server". */
export function repositoryPath(path: string): string {
  return join(repository, path);
}

/** A file or folder in e2e/parity. */
export function parityPath(path: string): string {
  return join(repository, "e2e/parity", path);
}
