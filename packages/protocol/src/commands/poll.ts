import { z } from "zod";
import { describeCommand } from "../describe.js";
import { limits } from "../limits.js";
import { PollEvent } from "../values/readiness.js";
import { Fd, Timeout } from "./shared.js";

const Events = z.array(PollEvent).max(PollEvent.options.length);

export const poll = describeCommand({
  summary: "Wait until one of several descriptors is ready, and say which are, and for what.",
  manPage: "poll(2)",
  params: z.strictObject({
    fds: z.array(z.strictObject({ fd: Fd, events: Events })).max(limits.polledFds),
    /** Seconds; null waits forever. When they have passed, nothing is ready and nothing fails. */
    timeout: Timeout.default(null),
  }),
  /** In the order asked. A descriptor that is not open, or is closed meanwhile, is ready with POLLNVAL. */
  result: z.strictObject({ ready: z.array(z.strictObject({ fd: Fd, events: Events })) }),
  errnos: ["ENOMEM", "EINTR"],
  traits: { looks: true, waits: { timeout: "timeout", expiry: "returns" } },
  example: {
    params: { fds: [{ fd: 3, events: ["POLLIN"] }], timeout: 1 },
    result: { ready: [{ fd: 3, events: ["POLLIN"] }] },
  },
});
