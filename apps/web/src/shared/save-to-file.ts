import { fileNameOf, saveFile } from "./save-file.js";

/** File System Access API, which not every browser has. */
interface FileHandle {
  createWritable(): Promise<{ write(content: Blob): Promise<void>; close(): Promise<void> }>;
}
type PickFile = (options: { suggestedName: string }) => Promise<FileHandle>;

/** Files that the person has chosen, by what is kept in them. */
const chosen = new Map<string, FileHandle>();

/**
 * Saves to a file that the person chooses once, and the next time to the same; where the browser cannot, as a download.
 * `what` is what is kept: the next time under the same `what`.
 */
export async function saveToFile(what: string, name: string, content: Blob): Promise<void> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: PickFile };
  if (showSaveFilePicker === undefined) return saveFile(name, content);
  try {
    const handle = chosen.get(what) ?? (await showSaveFilePicker({ suggestedName: fileNameOf(name) }));
    const file = await handle.createWritable();
    await file.write(content);
    await file.close();
    chosen.set(what, handle);
  } catch (error) {
    // Who closes the picker wants no file; a file that can no longer be written is asked for anew.
    if (error instanceof DOMException && error.name === "AbortError") return;
    chosen.delete(what);
    saveFile(name, content);
  }
}
