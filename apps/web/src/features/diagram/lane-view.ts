import { createStore, type StoreApi } from "zustand/vanilla";
import type { LaneSplit } from "./columns.js";

interface LaneViewState {
  /** By lane: what it is split by. */
  splits: ReadonlyMap<number, LaneSplit>;
  /** By lane: whether a person has folded it, or holds it open. */
  folds: ReadonlyMap<number, boolean>;
}

const untouched: LaneViewState = { splits: new Map(), folds: new Map() };

/** How a person wants each lane to be shown. */
export class LaneView {
  readonly store: StoreApi<LaneViewState> = createStore(() => untouched);

  /** `null`: one lifeline for all of it. */
  split(lane: number, split: LaneSplit | null): void {
    this.store.setState(({ splits }) => {
      const changed = new Map(splits);
      if (split === null) changed.delete(lane);
      else changed.set(lane, split);
      return { splits: changed };
    });
  }

  fold(lanes: Iterable<number>, isFolded: boolean): void {
    this.store.setState(({ folds }) => {
      const changed = new Map(folds);
      for (const lane of lanes) changed.set(lane, isFolded);
      return { folds: changed };
    });
  }

  /** Another lab: its lanes are others. */
  reset(): void {
    this.store.setState(untouched);
  }
}
