import { createStore, type StoreApi } from "zustand/vanilla";
import { wheelNamed } from "./wheel-names.js";

/** Where wheels come from by name: the server that the page is from. */
export interface WheelSource {
  /** The names of their files. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
}

interface WheelsOptions {
  source: WheelSource | undefined;
  onWheel(name: string, data: Uint8Array): void;
  /** A name that the server does not have, or a wheel that did not come. */
  onProblem(path: string, kind: "noSuchWheel" | "wheelNotSent"): void;
}

/** The wheels that the operator of the server offers, to be added to the files. */
export class WheelsModel {
  readonly store: StoreApi<{ names: readonly string[] }> = createStore(() => ({ names: [] }));
  readonly #options: WheelsOptions;
  #isAsked = false;

  constructor(options: WheelsOptions) {
    this.#options = options;
  }

  /** Asks for the list where nothing has come yet; most pages need none. */
  async ask(): Promise<void> {
    const { source } = this.#options;
    if (this.#isAsked || source === undefined) return;
    this.#isAsked = true;
    try {
      this.store.setState({ names: await source.list() });
    } catch {
      // The server was away: the next that needs the list asks again.
      this.#isAsked = false;
    }
  }

  /**
   * Adds the wheel of this file name, or the newest of this package, with those that it needs and the server offers. Says
   * whether all of them have come.
   */
  async add(text: string): Promise<boolean> {
    const { names } = this.store.getState();
    const name = wheelNamed(names, text);
    const { source, onWheel, onProblem } = this.#options;
    if (name === undefined || source === undefined) {
      onProblem(text, "noSuchWheel");
      return false;
    }
    const wanted = new Set([name]);
    // It grows while it is walked through.
    for (const wheel of wanted) {
      const data = await source.read(wheel).catch(() => undefined);
      if (data === undefined) {
        onProblem(wheel, "wheelNotSent");
        return false;
      }
      onWheel(wheel, data);
      const { requirementsOf } = await import("./wheel-requirements.js");
      for (const required of requirementsOf(data)) {
        const further = wheelNamed(names, required);
        if (further !== undefined) wanted.add(further);
      }
    }
    return true;
  }
}
