import { z } from "zod";

const Count = z.int().min(0);

/** How a lab host is, as its answer to a ping says. Counts are since it started. */
export const HostStats = z.strictObject({
  labs: Count,
  processes: Count,
  /** Open fds of all processes. */
  sockets: Count,
  connections: Count,
  /** How late its event loop's timers were since the last ping, in milliseconds: mean and largest. */
  loopDelayMs: z.strictObject({ mean: z.number(), max: z.number() }),
  /** Calls that have ended, by command, then by outcome: `ok`, an errno, `timeout` or an error's code. */
  calls: z.record(z.string(), z.record(z.string(), Count)),
  /** Packets that the kernel had no room for. */
  lostPackets: Count,
  corrections: Count,
  evictedEvents: Count,
  evictedPackets: Count,
  recordBytes: Count,
  recordLimitBytes: Count,
  /** Bytes of messages that wait for their turn. */
  queuedBytes: Count,
  heapBytes: Count,
  rssBytes: Count,
});
export type HostStats = z.infer<typeof HostStats>;
