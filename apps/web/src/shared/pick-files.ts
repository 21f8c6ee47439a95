/** What the person is asked for. */
export interface Picking {
  /** All files of one folder. */
  isFolder?: boolean;
  /** Whether more than one can be chosen. */
  isMultiple?: boolean;
  /** Kinds of files that are offered, as `<input accept>` takes them. */
  accept?: string;
}

/** At least one file. */
export type Picked = readonly [File, ...File[]];

/**
 * Asks for files of the person's computer. To be called while an action of theirs is handled: browsers open no picker
 * otherwise. Undefined where none is chosen.
 */
export function pickFiles({
  isFolder = false,
  isMultiple = false,
  accept = "",
}: Picking): Promise<Picked | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = isMultiple;
  input.webkitdirectory = isFolder;
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve(undefined));
    input.addEventListener("change", () => {
      const [first, ...others] = input.files ?? [];
      resolve(first === undefined ? undefined : [first, ...others]);
    });
    input.click();
  });
}
