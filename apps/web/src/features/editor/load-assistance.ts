import type { Language } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";
import { persistently } from "../../shared/persistently.js";
import type { assistance } from "./assist/assist.js";

/** An editor is drawn, and can be written in, before what helps to write in it is fetched. */
const AFTER_MS = 400;

/** Fetches what colours code and knows its structure, once the editor has been painted. */
export async function loadLanguage(): Promise<Language> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return persistently(async () => (await import("@codemirror/lang-python")).pythonLanguage);
}

/** Fetches completion, search and syntax errors, which an editor does without until then. */
export async function loadAssistance(isSteps: boolean): Promise<typeof assistance> {
  await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
  return persistently(async () =>
    isSteps
      ? (await import("./assist/steps/steps-assistance.js")).stepsAssistance
      : (await import("./assist/assist.js")).assistance,
  );
}

/** Shows the fields for find and replace. */
export async function openSearch(view: EditorView): Promise<void> {
  const { openSearchPanel } = await import("./assist/assist.js");
  openSearchPanel(view);
}
