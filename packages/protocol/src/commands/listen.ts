import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing } from "./shared.js";

/** CPython's default: min(SOMAXCONN, 128). */
const DEFAULT_BACKLOG = 128;

export const listen = describeCommand({
  summary: "Let a stream socket take connections, and bound how many may wait for accept.",
  manPage: "listen(2)",
  explanation: {
    en: "Lets the socket take connections, which the kernel then queues. The backlog bounds how many may wait for accept(): Linux admits one more than that.",
    "zh-TW":
      "讓 socket 開始接受連線，核心會替它排隊。backlog 決定多少條連線可以等待 accept()：Linux 會多收一條。",
  },
  params: z.strictObject({
    fd: Fd,
    backlog: z
      .int()
      .min(-2_147_483_648)
      .max(2_147_483_647)
      .default(DEFAULT_BACKLOG)
      .describe("Connections that may wait for `accept`, at most. Linux adds one; SOMAXCONN bounds it."),
  }),
  result: Nothing,
  errnos: ["EADDRINUSE", "EINVAL", "EOPNOTSUPP", "EBADF"],
  traits: { on: "fd", listens: "backlog" },
  example: { params: { fd: 3, backlog: 5 }, result: {} },
});
