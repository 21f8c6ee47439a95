import { createStore, type StoreApi } from "zustand/vanilla";
import type { ScenariosModel } from "./scenarios-model.js";

/** What is open of the scenarios, besides the one of the project: the gallery, or what saves a scenario. */
export type ScenarioDialog = "gallery" | "save";

interface DoorState {
  readonly dialog: ScenarioDialog | null;
  /** Whether the project's scenario is shown, where it has one. */
  readonly isShown: boolean;
  /** Undefined until it is fetched. */
  readonly scenarios: ScenariosModel | undefined;
}

/** What is there of scenarios before one is opened: the rest is fetched then. */
export class ScenarioDoor {
  readonly store: StoreApi<DoorState> = createStore(() => ({
    dialog: null,
    isShown: true,
    scenarios: undefined,
  }));
  readonly #load: () => Promise<ScenariosModel>;
  #loading: Promise<ScenariosModel> | undefined;

  constructor(load: () => Promise<ScenariosModel>) {
    this.#load = load;
  }

  /** Fetches what shows and checks scenarios. */
  async fetched(): Promise<ScenariosModel> {
    this.#loading ??= this.#load();
    try {
      const scenarios = await this.#loading;
      if (this.store.getState().scenarios !== scenarios) this.store.setState({ scenarios });
      return scenarios;
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  /** Opens a dialog. Where the server is away, it comes when the server is back. */
  open(dialog: ScenarioDialog): void {
    this.store.setState({ dialog });
  }

  closeDialog(): void {
    this.store.setState({ dialog: null });
  }

  setShown(isShown: boolean): void {
    this.store.setState({ isShown });
  }

  /** Opens a `.scenario` file of the person's computer. */
  async openFile(file: Pick<File, "name" | "size" | "arrayBuffer">): Promise<void> {
    await (await this.fetched()).openFile(file);
  }
}
