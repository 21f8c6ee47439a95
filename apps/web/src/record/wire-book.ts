import type { LabEventOf, WireRule, WireSettings, WireState } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { type Moment, NOW } from "./moment.js";

type WireChanged = LabEventOf<"wireChanged">;

const US_PER_MS = 1000;

/** One direction of the wire, as it was set. */
export interface WireDirection {
  readonly from: string;
  readonly to: string;
  readonly settings: WireSettings;
}

/** A host, and the congestion control that its TCP sockets begin with. */
export type HostSetting = Readonly<WireState["hosts"][number]>;

/** How the wire between hosts was set, from an event on. */
export interface WireConfiguration {
  readonly directions: readonly WireDirection[];
  readonly rules: readonly WireRule[];
  /** Absent in records of older servers. */
  readonly hosts?: readonly HostSetting[] | undefined;
}

/** How the wire was set, through time. The oldest kept holds from before what the record has. */
export class WireBook {
  #changes: WireChanged[] = [];
  #state: WireChanged | undefined;

  /** The changes that are kept, the oldest first. */
  get changes(): readonly WireChanged[] {
    return this.#changes;
  }

  set(event: WireChanged): void {
    this.#changes.push(event);
  }

  /** The lab says how its wire is set: it counts as a change where its events, up to this one, do not say so. */
  adopt({ directions, rules, hosts }: WireConfiguration, { seq, at }: Moment): void {
    this.#state = {
      event: "wireChanged",
      seq,
      at,
      directions: directions.map(({ from, to, settings }) => ({ from, to, settings })),
      rules: [...rules],
      ...(hosts !== undefined && { hosts: [...hosts] }),
    };
  }

  /** The event `seq` has been taken in. */
  catchUp(seq: number): void {
    const state = this.#state;
    if (state === undefined || state.seq > seq) return;
    this.#state = undefined;
    const known = this.at();
    if (known === undefined || !isSame(known, state)) this.set(state);
  }

  /** Undefined where the lab has no wire. */
  at(asOf = NOW): WireChanged | undefined {
    return this.#changes[upperBound(this.#changes, ({ seq }) => seq <= asOf) - 1];
  }

  /** The same; before the oldest change that is known, what that says. */
  nearest(asOf: number): WireConfiguration | undefined {
    return this.at(asOf) ?? this.#changes[0] ?? this.#state;
  }

  /** How long a packet took over the wire when an event was the newest: the longest delay, in microseconds; 0 without a wire. */
  delayUsAt(asOf: number): number {
    return Math.max(
      0,
      ...(this.nearest(asOf)?.directions ?? []).map(({ settings }) => settings.delayMs * US_PER_MS),
    );
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
    this.#state = undefined;
  }
}

function isSame(one: WireConfiguration, other: WireConfiguration): boolean {
  const text = ({ directions, rules, hosts }: WireConfiguration) =>
    JSON.stringify([directions, rules, hosts]);
  return text(one) === text(other);
}
