/** Before a tooltip appears under a pointer that rests. */
const DELAY_MS = 350;

/** For the pointer to get from a word to its tooltip, and from one button to the next without a new delay. */
const GRACE_MS = 200;

interface TriggerWatchOptions {
  /** Which elements have a tooltip. */
  selector: string;
  /** Those that show it at a click or touch too. */
  clickSelector: string;
  isInTooltip(target: Node): boolean;
  onShow(trigger: HTMLElement): void;
  onHide(): void;
}

/**
 * Says for which element of a document a tooltip is to be shown: one that the pointer rests on or that has the keyboard's
 * focus. It stays while the pointer is on the tooltip itself, and Escape hides it: WCAG 2.2 §1.4.13. One that only the focus shows
 * goes when the pointer comes upon it, since it would lie over what that is on its way to. One set of listeners for all elements,
 * which come and go by the hundred.
 */
export class TriggerWatch {
  readonly #options: TriggerWatchOptions;
  readonly #abort = new AbortController();
  #shown: HTMLElement | null = null;
  /** Whether the pointer has been on what is shown. */
  #isPointers = false;
  #pressed: HTMLElement | null = null;
  #pending: HTMLElement | null = null;
  #showTimer: ReturnType<typeof setTimeout> | undefined;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(target: Document, options: TriggerWatchOptions) {
    this.#options = options;
    const { signal } = this.#abort;
    const on = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void) =>
      target.addEventListener(name, listener, { signal, capture: true, passive: true });
    on("pointerover", (event) => this.#over(event));
    on("pointerdown", (event) => this.#down(event));
    on("click", (event) => this.#click(event));
    on("focusin", (event) => this.#focus(event));
    on("focusout", () => this.#hideShown());
    on("scroll", ({ target: scrolled }) => {
      if (scrolled instanceof Node && scrolled.contains(this.#shown)) this.#hideShown();
    });
    on("keydown", (event) => {
      if (event.key === "Escape") this.hide();
    });
  }

  hide(): void {
    clearTimeout(this.#showTimer);
    this.#pending = null;
    this.#hideShown();
  }

  stop(): void {
    this.hide();
    this.#abort.abort();
  }

  /** One that is about to be shown still is. */
  #hideShown(): void {
    clearTimeout(this.#hideTimer);
    if (this.#shown === null) return;
    this.#shown = null;
    this.#options.onHide();
  }

  #over(event: PointerEvent): void {
    if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
    if (this.#options.isInTooltip(event.target)) {
      if (this.#isPointers) clearTimeout(this.#hideTimer);
      else this.hide();
      return;
    }
    const trigger = event.target.closest<HTMLElement>(this.#options.selector);
    if (trigger !== this.#pressed) this.#pressed = null;
    if (trigger === null) this.#leave();
    else if (trigger === this.#shown) {
      this.#isPointers = true;
      clearTimeout(this.#hideTimer);
    } else if (trigger !== this.#pressed && trigger !== this.#pending) this.#rest(trigger);
  }

  #rest(trigger: HTMLElement): void {
    clearTimeout(this.#showTimer);
    clearTimeout(this.#hideTimer);
    this.#pending = trigger;
    this.#showTimer = setTimeout(
      () => this.#show(trigger, { isPointers: true }),
      this.#shown === null ? DELAY_MS : 0,
    );
  }

  #leave(): void {
    clearTimeout(this.#showTimer);
    clearTimeout(this.#hideTimer);
    this.#pending = null;
    this.#hideTimer = setTimeout(() => this.hide(), GRACE_MS);
  }

  #down(event: PointerEvent): void {
    if (!(event.target instanceof Element) || this.#options.isInTooltip(event.target)) return;
    this.hide();
    this.#pressed = event.target.closest<HTMLElement>(this.#options.selector);
  }

  #click(event: MouseEvent): void {
    // A key's click has no count; the focus has shown the tooltip then.
    if (event.detail === 0 || !(event.target instanceof Element)) return;
    const trigger = event.target.closest<HTMLElement>(this.#options.clickSelector);
    if (trigger !== null) this.#show(trigger, { isPointers: true });
  }

  #focus(event: FocusEvent): void {
    if (!(event.target instanceof Element)) return;
    const trigger = event.target.closest<HTMLElement>(this.#options.selector);
    // Who has pressed it with the pointer knows what it is.
    if (trigger !== null && trigger !== this.#pressed) this.#show(trigger, { isPointers: false });
  }

  #show(trigger: HTMLElement, { isPointers }: { isPointers: boolean }): void {
    clearTimeout(this.#showTimer);
    clearTimeout(this.#hideTimer);
    this.#pending = null;
    if (!trigger.isConnected || trigger === this.#shown) return;
    this.#shown = trigger;
    this.#isPointers = isPointers;
    this.#options.onShow(trigger);
  }
}
