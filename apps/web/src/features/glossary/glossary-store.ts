import { LazyModule } from "../../shared/lazy-module.js";
import type { Glossaries } from "./term.js";

/** Fetches the glossaries; a browser keeps them. Rejects where there is no server. */
export async function loadGlossaries(): Promise<Glossaries> {
  return (await import("./glossaries.js")).glossaries;
}

/** The glossaries, which are fetched when the first word that has an explanation is shown. */
export const glossary = new LazyModule(loadGlossaries);
