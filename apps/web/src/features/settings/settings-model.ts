import { createStore, type StoreApi } from "zustand/vanilla";
import { type Language, languages } from "../../shared/language.js";
import type { KeyValueStorage } from "../../shared/storage.js";
import { type CodeSize, codeSizes, type TextSize, textSizes } from "./text-size.js";

export const themes = ["system", "dark", "light"] as const;
type Theme = (typeof themes)[number];

export const views = ["diagram", "calls", "plots"] as const;
export type View = (typeof views)[number];

export interface Settings {
  language: Language;
  theme: Theme;
  textSize: TextSize;
  codeSize: CodeSize;
  /** What the centre of the page shows. */
  view: View;
  /** Whether the first visit's sentence has been read, or followed. */
  isWelcomeDone: boolean;
}

/** As plain strings, because public/boot.js reads the first four before the page is there. */
const KEYS = {
  language: "sockpit.language",
  theme: "sockpit.theme",
  textSize: "sockpit.text-size",
  codeSize: "sockpit.code-size",
  welcome: "sockpit.welcome",
  view: "sockpit.view",
} as const;

/** The first of the person's languages that the page speaks; any Chinese is zh-TW here. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return "zh-TW";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

export class SettingsModel {
  readonly store: StoreApi<Settings>;
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined, wantedLanguages: readonly string[]) {
    this.#storage = storage;
    const language = languages.find((known) => known === this.#read(KEYS.language));
    this.store = createStore(() => ({
      language: language ?? preferredLanguage(wantedLanguages),
      theme: themes.find((known) => known === this.#read(KEYS.theme)) ?? "system",
      textSize: textSizes.find((known) => known === this.#read(KEYS.textSize)) ?? "normal",
      codeSize: codeSizes.find((known) => String(known) === this.#read(KEYS.codeSize)) ?? 100,
      view: views.find((known) => known === this.#read(KEYS.view)) ?? "diagram",
      isWelcomeDone: this.#read(KEYS.welcome) === "done",
    }));
  }

  setLanguage(language: Language): void {
    this.#write(KEYS.language, language);
    this.store.setState({ language });
  }

  setTheme(theme: Theme): void {
    this.#write(KEYS.theme, theme);
    this.store.setState({ theme });
  }

  setTextSize(textSize: TextSize): void {
    this.#write(KEYS.textSize, textSize);
    this.store.setState({ textSize });
  }

  setCodeSize(codeSize: CodeSize): void {
    this.#write(KEYS.codeSize, String(codeSize));
    this.store.setState({ codeSize });
  }

  setView(view: View): void {
    this.#write(KEYS.view, view);
    this.store.setState({ view });
  }

  finishWelcome(): void {
    if (this.store.getState().isWelcomeDone) return;
    this.#write(KEYS.welcome, "done");
    this.store.setState({ isWelcomeDone: true });
  }

  #read(key: string): string | null {
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#storage?.setItem(key, value);
    } catch {
      // The page then forgets at reload.
    }
  }
}
