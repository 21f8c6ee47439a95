import { createStore, type StoreApi } from "zustand/vanilla";

/** What is fetched when it is first wanted, and again where that failed. */
export class LazyModule<T> {
  /** Undefined until it is there. */
  readonly store: StoreApi<{ value: T | undefined }> = createStore(() => ({ value: undefined }));
  readonly #fetch: () => Promise<T>;
  #isUnderWay = false;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  load(): void {
    if (this.#isUnderWay || this.store.getState().value !== undefined) return;
    this.#isUnderWay = true;
    this.#fetch()
      .then(
        (value) => this.store.setState({ value }),
        () => undefined,
      )
      .finally(() => {
        this.#isUnderWay = false;
      });
  }
}
