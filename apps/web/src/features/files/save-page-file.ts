import { saveFile } from "../../shared/save-file.js";
import type { PageFile } from "./file-storage.js";

/** Saves a file of the shared folder; of its path only the last part is a name elsewhere. */
export function savePageFile({ path, data }: PageFile): void {
  // A copy, because what came from a worker may lie in memory that is shared.
  saveFile(path.slice(path.lastIndexOf("/") + 1), new Blob([data.slice()]));
}
