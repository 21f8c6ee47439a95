import { createStore, type StoreApi } from "zustand/vanilla";
import type { PeerKind } from "./peer-kind.js";
import type { PeerTarget } from "./peer-process.js";
import type { PeersModel } from "./peers-model.js";

interface DoorState {
  readonly isOpen: boolean;
  /** Undefined until it is fetched. */
  readonly peers: PeersModel | undefined;
}

/** What is there of the other ends before one is opened: the rest is fetched then. */
export class PeerDoor {
  readonly store: StoreApi<DoorState> = createStore(() => ({ isOpen: false, peers: undefined }));
  readonly #load: () => Promise<PeersModel>;
  readonly #usualTarget: () => PeerTarget;

  constructor(load: () => Promise<PeersModel>, usualTarget: () => PeerTarget) {
    this.#load = load;
    this.#usualTarget = usualTarget;
  }

  /** Opens another end of a kind: to a target, or where most likely somebody listens. */
  async open(kind: PeerKind, target: PeerTarget = this.#usualTarget()): Promise<void> {
    this.store.setState({ isOpen: true });
    const peers = this.store.getState().peers ?? (await this.#load());
    this.store.setState({ peers });
    peers.open(kind, target);
  }

  setOpen(isOpen: boolean): void {
    this.store.setState({ isOpen });
  }

  /** Ends all of them. */
  close(): void {
    this.store.setState({ isOpen: false });
    this.store.getState().peers?.closeAll();
  }
}
