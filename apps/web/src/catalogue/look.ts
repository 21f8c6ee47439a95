import type { Language } from "../shared/language.js";

/** Which story is looked at, and how. */
export interface Look {
  id: string;
  theme: "light" | "dark";
  language: Language;
}
