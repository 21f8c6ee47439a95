import { monitorEventLoopDelay } from "node:perf_hooks";
import { labTotals, recordStats } from "@sockpit/lab";
import type { HostStats } from "../between/host-stats.js";
import type { WebSockets } from "./connections/web-sockets.js";
import type { Labs } from "./labs.js";
import type { Turns } from "./turns.js";

const NANOSECONDS_PER_MS = 1e6;

/** How often the event loop is looked at: what it is late by is a delay. */
const RESOLUTION_MS = 20;

/** What a ping is answered. */
export class Health {
  readonly #parts: { labs: Labs; turns: Turns; webSockets: WebSockets };
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor(parts: { labs: Labs; turns: Turns; webSockets: WebSockets }) {
    this.#parts = parts;
    this.#delay.enable();
  }

  stats(): HostStats {
    const { labs, turns, webSockets } = this.#parts;
    const { bytes, limitBytes, evictedEvents, evictedPackets } = recordStats();
    const { heapUsed, rss } = process.memoryUsage();
    const stats = {
      ...labs.counts(),
      ...labTotals(),
      connections: webSockets.count,
      loopDelayMs: { mean: this.#lateMs(this.#delay.mean), max: this.#lateMs(this.#delay.max) },
      recordBytes: bytes,
      recordLimitBytes: limitBytes,
      evictedEvents,
      evictedPackets,
      queuedBytes: turns.queuedBytes,
      heapBytes: heapUsed,
      rssBytes: rss,
    };
    this.#delay.reset();
    return stats;
  }

  /** The histogram holds whole intervals, and nothing where none has ended. */
  #lateMs(nanoseconds: number): number {
    const late = nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS;
    return Number.isFinite(late) && this.#delay.count > 0 ? Math.max(0, late) : 0;
  }
}
