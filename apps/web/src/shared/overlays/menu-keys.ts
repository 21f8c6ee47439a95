const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/** How long letters belong together when a menu's item is looked for by its beginning. */
const TYPING_MS = 700;

/** Moves the focus in a menu: ARIA APG, Menu. Returns whether the key was one of a menu's. */
export class MenuKeys {
  #typed = "";
  #typedAtMs = 0;

  press(menu: HTMLElement, key: string, nowMs: number): boolean {
    const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const { length } = items;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % length,
      ArrowUp: (at <= 0 ? length : at) - 1,
      Home: 0,
      End: length - 1,
    };
    const next = moves[key] ?? (key.length === 1 && key !== " " ? this.#find(items, at, { key, nowMs }) : -1);
    items[next]?.focus();
    return key in moves;
  }

  #find(items: readonly HTMLElement[], at: number, { key, nowMs }: { key: string; nowMs: number }): number {
    this.#typed = (nowMs - this.#typedAtMs < TYPING_MS ? this.#typed : "") + key.toLowerCase();
    this.#typedAtMs = nowMs;
    // The same letter again goes on to the next item; more letters stay where they fit.
    const begin = this.#typed.length === 1 ? at + 1 : Math.max(0, at);
    const order = items.map((_, index) => (begin + index) % items.length);
    return (
      order.find((index) => items[index]?.textContent?.trim().toLowerCase().startsWith(this.#typed)) ?? -1
    );
  }
}
