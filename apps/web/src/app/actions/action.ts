import type { TextKey } from "../../shared/translation.js";

/** What a person can do on the page: by its keys, and from the list of commands. */
export interface Action {
  readonly title: TextKey;
  /** Of the program that it is about. */
  readonly name?: string;
  /** As they are shown. */
  readonly keys?: string;
  /** Whether these are the keys that were pressed. */
  readonly isPressed?: (event: KeyboardEvent) => boolean;
  run(): void;
}
