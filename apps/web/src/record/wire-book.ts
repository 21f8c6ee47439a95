import type { LabEventOf, WireRule, WireSettings } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { NOW } from "./moment.js";

type WireChanged = LabEventOf<"wireChanged">;

/** One direction of the wire, as it was set. */
export interface WireDirection {
  readonly from: string;
  readonly to: string;
  readonly settings: WireSettings;
}

/** How the wire between hosts was set, from an event on. */
export interface WireConfiguration {
  readonly directions: readonly WireDirection[];
  readonly rules: readonly WireRule[];
}

/** How the wire was set, through time. The oldest kept holds from before what the record has. */
export class WireBook {
  #changes: WireChanged[] = [];

  /** The changes that are kept, the oldest first. */
  get changes(): readonly WireChanged[] {
    return this.#changes;
  }

  set(event: WireChanged): void {
    this.#changes.push(event);
  }

  /** Undefined where the lab has no wire. */
  at(asOf = NOW): WireChanged | undefined {
    return this.#changes[upperBound(this.#changes, ({ seq }) => seq <= asOf) - 1];
  }

  /** The configuration that a change took the place of; undefined for the first. */
  before({ seq }: { seq: number }): WireChanged | undefined {
    return this.at(seq - 1);
  }

  /** Forgets what was replaced before an event: what held then is kept. */
  evict(firstSeq: number): void {
    const older = upperBound(this.#changes, ({ seq }) => seq < firstSeq);
    if (older > 1) this.#changes.splice(0, older - 1);
  }

  reset(): void {
    this.#changes = [];
  }
}
