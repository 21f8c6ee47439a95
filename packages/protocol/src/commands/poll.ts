import { z } from "zod";
import { describeCommand } from "../describe.js";
import { limits } from "../limits.js";
import { PollEvent } from "../values/readiness.js";
import { Fd, WaitTime } from "./shared.js";

const PollEvents = z.array(PollEvent).max(PollEvent.options.length);

export const poll = describeCommand({
  summary: "Wait until one of several descriptors is ready, and say which are, and for what.",
  manPage: "poll(2)",
  explanation: {
    en: "Waits until one of several descriptors is ready: data to read, room to send, or an error. select() and selectors wait by it here.",
    "zh-TW": "同時等好幾個描述子，直到其中一個可讀、可寫或出錯。這裡的 select() 和 selectors 也靠它等待。",
  },
  params: z.strictObject({
    fds: z
      .array(z.strictObject({ fd: Fd, events: PollEvents.describe("What to wait for.") }))
      .max(limits.polledFds)
      .describe("The descriptors to wait for."),
    timeout: WaitTime,
  }),
  result: z.strictObject({
    ready: z
      .array(z.strictObject({ fd: Fd, events: PollEvents.describe("What it is ready for.") }))
      .describe(
        "Those that are ready, in the order asked. A descriptor that is not open, or is closed meanwhile, is ready with POLLNVAL.",
      ),
  }),
  errnos: ["ENOMEM", "EINTR"],
  traits: { looks: true, waits: { timeout: "timeout", expiry: "returns" } },
  example: {
    params: { fds: [{ fd: 3, events: ["POLLIN"] }], timeout: 1 },
    result: { ready: [{ fd: 3, events: ["POLLIN"] }] },
  },
});
