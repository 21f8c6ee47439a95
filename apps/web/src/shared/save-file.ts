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
