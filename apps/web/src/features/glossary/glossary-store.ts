import { LazyModule } from "../../shared/lazy-module.js";

/** The glossaries, which are fetched when the first word that has an explanation is shown. */
export const glossary = new LazyModule(async () => (await import("./glossaries.js")).glossaries);
