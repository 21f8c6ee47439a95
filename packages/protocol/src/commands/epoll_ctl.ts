import { z } from "zod";
import { describeCommand } from "../describe.js";
import { EpollEvent, EpollOperation } from "../values/readiness.js";
import { Fd, Nothing } from "./shared.js";

export const epoll_ctl = describeCommand({
  summary: "Let an epoll instance watch a descriptor, for other events, or no more.",
  manPage: "epoll_ctl(2)",
  explanation: {
    en: "Adds a descriptor to those that the epoll instance watches, with the events to watch for. It also changes these, or removes the descriptor.",
    "zh-TW": "告訴 epoll 要監看哪個描述子、監看什麼。也用來更改或取消。",
  },
  params: z.strictObject({
    fd: Fd.describe("The descriptor of the epoll instance."),
    operation: EpollOperation.describe("Watch a descriptor, watch it for other events, or stop."),
    target: Fd.describe("The descriptor to watch."),
    events: z
      .array(EpollEvent)
      .max(EpollEvent.options.length)
      .default([])
      .describe("What to watch for, and how; not needed to stop watching."),
  }),
  result: Nothing,
  errnos: ["EEXIST", "ENOENT", "EINVAL", "ELOOP", "EBADF"],
  traits: { on: "fd", looks: true },
  example: {
    params: { fd: 4, operation: "EPOLL_CTL_ADD", target: 3, events: ["EPOLLIN", "EPOLLET"] },
    result: {},
  },
});
