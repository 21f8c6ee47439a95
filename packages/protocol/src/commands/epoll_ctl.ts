import { z } from "zod";
import { describeCommand } from "../describe.js";
import { EpollEvent, EpollOperation } from "../values/readiness.js";
import { Fd, Nothing } from "./shared.js";

export const epoll_ctl = describeCommand({
  summary: "Let an epoll instance watch a descriptor, for other events, or no more.",
  manPage: "epoll_ctl(2)",
  params: z.strictObject({
    fd: Fd,
    operation: EpollOperation,
    target: Fd,
    /** Not needed to stop watching. */
    events: z.array(EpollEvent).max(EpollEvent.options.length).default([]),
  }),
  result: Nothing,
  errnos: ["EEXIST", "ENOENT", "EINVAL", "ELOOP", "EBADF"],
  traits: { on: "fd", looks: true },
  example: {
    params: { fd: 4, operation: "EPOLL_CTL_ADD", target: 3, events: ["EPOLLIN", "EPOLLET"] },
    result: {},
  },
});
