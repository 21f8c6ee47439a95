/** Saves something under a name on the person's computer. Of a path only the last part is a name there. */
export function saveFile(path: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileNameOf(path);
  link.click();
  // The browser has taken the blob by the time this task is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** The last part of a path. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
