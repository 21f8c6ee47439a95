import type { WireChange, WireRule, WireSettings } from "@sockpit/protocol";
import type { HostSetting, WireDirection } from "../../record/wire-book.js";

/** One direction of a wire, by its ends. */
export interface Direction {
  readonly from: string;
  readonly to: string;
}

/** What a change is for: every direction, or one. */
export type Scope = "all" | Direction;

function keyOf({ from, to }: Direction): string {
  return `${from} ${to}`;
}

/** Changes of the wire that a person has made and that it does not know of yet: of each setting only the last value counts. */
export class PendingChange {
  #settings: Partial<WireSettings> = {};
  readonly #directions = new Map<string, { ends: Direction; settings: Partial<WireSettings> }>();
  readonly #congestion = new Map<string, string>();
  #rules: readonly WireRule[] | undefined;

  get isEmpty(): boolean {
    return (
      Object.keys(this.#settings).length === 0 &&
      this.#directions.size === 0 &&
      this.#congestion.size === 0 &&
      this.#rules === undefined
    );
  }

  set(scope: Scope, settings: Partial<WireSettings>): void {
    if (scope === "all") {
      this.#settings = { ...this.#settings, ...settings };
      // Single directions are set after all of them: what one was set to before is out of date.
      for (const [key, { ends, settings: own }] of this.#directions) {
        const rest = Object.entries(own).filter(([name]) => !(name in settings));
        if (rest.length === 0) this.#directions.delete(key);
        else this.#directions.set(key, { ends, settings: Object.fromEntries(rest) });
      }
      return;
    }
    const own = this.#directions.get(keyOf(scope))?.settings;
    const ends = { from: scope.from, to: scope.to };
    this.#directions.set(keyOf(scope), { ends, settings: { ...own, ...settings } });
  }

  setCongestion(host: string, congestionControl: string): void {
    this.#congestion.set(host, congestionControl);
  }

  setRules(rules: readonly WireRule[]): void {
    this.#rules = rules;
  }

  /** As the protocol has it. */
  get change(): WireChange {
    return {
      ...(Object.keys(this.#settings).length > 0 && { settings: this.#settings }),
      ...(this.#directions.size > 0 && {
        directions: Array.from(this.#directions.values(), ({ ends, settings }) => ({ ...ends, settings })),
      }),
      ...(this.#congestion.size > 0 && {
        hosts: Array.from(this.#congestion, ([name, congestionControl]) => ({ name, congestionControl })),
      }),
      ...(this.#rules !== undefined && { rules: [...this.#rules] }),
    };
  }

  /** How a direction will be set. */
  appliedTo(direction: WireDirection): WireDirection {
    const own = this.#directions.get(keyOf(direction))?.settings;
    return { ...direction, settings: { ...direction.settings, ...this.#settings, ...own } };
  }

  /** What a host will be set to. */
  appliedToHost(host: HostSetting): HostSetting {
    return { ...host, congestionControl: this.#congestion.get(host.name) ?? host.congestionControl };
  }

  /** Which rules there will be. */
  rulesAfter(rules: readonly WireRule[]): readonly WireRule[] {
    return this.#rules ?? rules;
  }
}
