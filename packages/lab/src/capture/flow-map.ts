import { limits } from "@sockpit/protocol";

/** So much of the fullest map goes at once, so that looking for it is rare. */
const EVICTED_SHARE = 1 / 16;

/** How many flows the maps of all labs of a process remember: where there are more, the fullest map's oldest go. */
export class FlowBudget {
  readonly #maps = new Set<FlowMap<unknown>>();
  #maxFlows: number;
  #flows = 0;

  constructor(maxFlows: number) {
    this.#maxFlows = maxFlows;
  }

  get flows(): number {
    return this.#flows;
  }

  setLimit(maxFlows: number): void {
    this.#maxFlows = maxFlows;
    this.#evict();
  }

  open(map: FlowMap<unknown>): void {
    this.#maps.add(map);
  }

  close(map: FlowMap<unknown>): void {
    this.#maps.delete(map);
  }

  count(change: number): void {
    this.#flows += change;
    this.#evict();
  }

  #evict(): void {
    while (this.#flows > this.#maxFlows) {
      let fullest: FlowMap<unknown> | undefined;
      for (const map of this.#maps) if (map.size > (fullest?.size ?? 0)) fullest = map;
      if (fullest === undefined) return;
      fullest.evictOldest(Math.ceil(fullest.size * EVICTED_SHARE));
    }
  }
}

/** All labs of this process share it. */
const shared = new FlowBudget(limits.capturedFlowsOfServer);

/** How many flows all labs of this process remember: `limits.capturedFlowsOfServer` until this says otherwise. */
export function setFlowBudget(maxFlows: number): void {
  shared.setLimit(maxFlows);
}

/** One that was used within so many uses of its map, as a part of the map's size, keeps its place: to move it costs memory. */
const RECENT_SHARE = 1 / 2;

interface Entry<V> {
  readonly value: V;
  movedAt: number;
}

/**
 * What is known of flows, by names of their ends. The least recently used go, more or less: beyond `limits.capturedFlows`, and
 * with the budget.
 */
export class FlowMap<V> {
  readonly #budget: FlowBudget;
  readonly #known = new Map<string, Entry<V>>();
  #uses = 0;

  constructor(budget: FlowBudget = shared) {
    this.#budget = budget;
    budget.open(this);
  }

  get size(): number {
    return this.#known.size;
  }

  get(key: string): V | undefined {
    const entry = this.#known.get(key);
    if (entry === undefined) return undefined;
    this.#uses += 1;
    if (this.#uses - entry.movedAt > this.#known.size * RECENT_SHARE) {
      this.#known.delete(key);
      this.#known.set(key, entry);
      entry.movedAt = this.#uses;
    }
    return entry.value;
  }

  set(key: string, value: V): void {
    const isNew = !this.#known.delete(key);
    this.#uses += 1;
    this.#known.set(key, { value, movedAt: this.#uses });
    if (!isNew) return;
    this.#budget.count(1);
    if (this.#known.size > limits.capturedFlows) this.evictOldest(1);
  }

  delete(key: string): void {
    if (this.#known.delete(key)) this.#budget.count(-1);
  }

  evictOldest(count: number): void {
    const keys = this.#known.keys();
    for (let evicted = 0; evicted < count; evicted += 1) {
      const { value: oldest } = keys.next();
      if (oldest !== undefined) this.delete(oldest);
    }
  }

  /** Forgets everything. */
  close(): void {
    this.#budget.close(this);
    this.#budget.count(-this.#known.size);
    this.#known.clear();
  }
}
