import { createStore, type StoreApi } from "zustand/vanilla";

/** What counts seconds looks this often whether there is another. */
const TICK_MS = 250;

/** A clock hand that moves only while someone looks. */
export class Ticker {
  readonly store: StoreApi<number> = createStore(() => 0);
  #watchers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Keeps the hand moving until the returned function is called. */
  watch(): () => void {
    this.#watchers += 1;
    this.#timer ??= setInterval(() => this.store.setState((tick) => tick + 1), TICK_MS);
    let isWatching = true;
    return () => {
      if (!isWatching) return;
      isWatching = false;
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }
}
