import { z } from "zod";
import { describeCommand } from "../describe.js";
import { EpollEvent } from "../values/readiness.js";
import { Fd, Timeout } from "./shared.js";

export const epoll_wait = describeCommand({
  summary: "Wait until a descriptor that the epoll instance watches is ready, and say which are.",
  manPage: "epoll_wait(2)",
  params: z.strictObject({
    fd: Fd,
    /** More than `limits.polledFds` is allowed and gives at most that many. */
    maxevents: z.int().min(-2_147_483_648).max(2_147_483_647),
    /** Seconds; null waits forever. When they have passed, nothing is ready and nothing fails. */
    timeout: Timeout.default(null),
  }),
  /** `fd` is the number under which it was added. */
  result: z.strictObject({ events: z.array(z.strictObject({ fd: Fd, events: z.array(EpollEvent) })) }),
  errnos: ["EINVAL", "EINTR", "EBADF"],
  traits: { on: "fd", looks: true, waits: { timeout: "timeout", expiry: "returns" } },
  example: {
    params: { fd: 4, maxevents: 16, timeout: 1 },
    result: { events: [{ fd: 3, events: ["EPOLLIN"] }] },
  },
});
