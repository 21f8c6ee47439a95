import { saveFile } from "../../shared/save-file.js";
import type { PageFile } from "./file-storage.js";

/** Saves a file of the shared folder. */
export function savePageFile({ path, data }: PageFile): void {
  // A copy, because what came from a worker may lie in memory that is shared.
  saveFile(path, new Blob([data.slice()]));
}
