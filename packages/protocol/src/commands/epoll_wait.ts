import { z } from "zod";
import { describeCommand } from "../describe.js";
import { limits } from "../limits.js";
import { EpollEvent } from "../values/readiness.js";
import { Fd, WaitTime } from "./shared.js";

export const epoll_wait = describeCommand({
  summary: "Wait until a descriptor that the epoll instance watches is ready, and say which are.",
  manPage: "epoll_wait(2)",
  explanation: {
    en: "Waits until a watched descriptor is ready. It returns those that are, and for what.",
    "zh-TW": "等到有監看的描述子就緒。傳回是哪些、就緒的是什麼。",
  },
  params: z.strictObject({
    fd: Fd.describe("The descriptor of the epoll instance."),
    maxevents: z
      .int()
      .min(-2_147_483_648)
      .max(2_147_483_647)
      .describe(
        `Most events to return. A call gives at most ${limits.polledFds}, also where more is asked for.`,
      ),
    timeout: WaitTime,
  }),
  result: z.strictObject({
    events: z
      .array(
        z.strictObject({
          fd: Fd.describe("The number under which the descriptor was added."),
          events: z.array(EpollEvent).describe("What it is ready for."),
        }),
      )
      .describe("The descriptors that are ready."),
  }),
  errnos: ["EINVAL", "EINTR", "EBADF"],
  traits: { on: "fd", looks: true, waits: { timeout: "timeout", expiry: "returns" } },
  example: {
    params: { fd: 4, maxevents: 16, timeout: 1 },
    result: { events: [{ fd: 3, events: ["EPOLLIN"] }] },
  },
});
