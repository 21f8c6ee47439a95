import type { Language } from "../shared/language.js";

/** Which story is looked at, and how. */
export interface Look {
  id: string;
  theme: "light" | "dark";
  language: Language;
}

/** What a test of the catalogue uses of it, besides what it shows. */
export interface CatalogueHandle {
  /** Every story: "kernel/SocketsPane: a full accept queue". */
  ids: readonly string[];
  /** Shows a story in place of the one before. Gives the texts and names that it must show, in that language. */
  show(look: Look): Promise<readonly string[]>;
}

declare global {
  /** In a catalogue that was opened with `?test`; elsewhere undefined. */
  var catalogue: CatalogueHandle | undefined;
}
