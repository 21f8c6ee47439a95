import type { PageFile } from "../features/files/file-storage.js";

/** Saves something under a name on the person's computer. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the time this task is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Saves a file of the shared folder; of its path only the last part is a name elsewhere. */
export function savePageFile({ path, data }: PageFile): void {
  // A copy, because what came from a worker may lie in memory that is shared.
  saveFile(path.slice(path.lastIndexOf("/") + 1), new Blob([data.slice()]));
}
