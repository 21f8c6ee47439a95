import { randomInt } from "node:crypto";

/** Second octets that labs use. Low ones are left to what people bind by hand. */
const FIRST_OCTET = 64;
const LAST_OCTET = 254;

/** Connections of a closed lab stay in TIME-WAIT for so long, and keep their port from the next owner: tcp(7). */
const REST_MS = 60_000;

/** So many rest at most: far below all there are, so that a free one is always soon found. */
const MAX_RESTING = 10_000;

const OCTETS = 256;

/** Third octets of this process: each that gives `index` modulo `processes`. */
let share = { index: 0, processes: 1 };

/** Where several processes have labs, this one takes the blocks that no other takes: that of its index among them. */
export function shareLoopback(own: { index: number; processes: number }): void {
  share = own;
}

const usedPrefixes = new Set<string>();

/** When each released prefix may be used again, in the order of release. */
const restingPrefixes = new Map<string, number>();

/**
 * A /24 of the server's loopback that belongs to one lab: the lab's 127.0.0.x is `127.a.b.x`.
 * Chosen at random, so that two servers on one machine do not meet.
 */
export class LoopbackBlock {
  readonly #prefix: string;

  constructor() {
    let prefix: string;
    do prefix = `127.${randomInt(FIRST_OCTET, LAST_OCTET + 1)}.${randomThirdOctet()}.`;
    while (usedPrefixes.has(prefix) || isResting(prefix));
    usedPrefixes.add(prefix);
    this.#prefix = prefix;
  }

  /** The block's address for one of 127.0.0.0/24, or undefined for any other. */
  fromLab(host: string): string | undefined {
    const labPrefix = "127.0.0.";
    return host.startsWith(labPrefix) ? this.#prefix + host.slice(labPrefix.length) : undefined;
  }

  toLab(host: string): string {
    return this.has(host) ? `127.0.0.${host.slice(this.#prefix.length)}` : host;
  }

  has(host: string): boolean {
    return host.startsWith(this.#prefix);
  }

  /** What the lab calls 127.0.0.1. */
  get loopback(): string {
    return `${this.#prefix}1`;
  }

  release(): void {
    if (!usedPrefixes.delete(this.#prefix)) return;
    restingPrefixes.set(this.#prefix, performance.now() + REST_MS);
    const [oldest] = restingPrefixes.keys();
    if (restingPrefixes.size > MAX_RESTING / share.processes && oldest !== undefined)
      restingPrefixes.delete(oldest);
  }
}

function randomThirdOctet(): number {
  const { index, processes } = share;
  return index + processes * randomInt(0, Math.floor(OCTETS / processes));
}

function isResting(prefix: string): boolean {
  const untilMs = restingPrefixes.get(prefix);
  if (untilMs === undefined) return false;
  if (performance.now() < untilMs) return true;
  restingPrefixes.delete(prefix);
  return false;
}
