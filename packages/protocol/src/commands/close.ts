import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing } from "./shared.js";

export const close = describeCommand({
  summary:
    "Free the descriptor. Calls that wait on it go on while the socket has others (dup), else they fail with EBADF. With SO_LINGER, wait until all is sent.",
  manPage: "close(2)",
  explanation: {
    en: "Gives the descriptor back. When the last one of a connection goes, the kernel sends FIN.",
    "zh-TW": "歸還描述子。一條連線的最後一個描述子關閉時，核心會送出 FIN。",
  },
  params: z.strictObject({ fd: Fd }),
  result: Nothing,
  errnos: ["EBADF"],
  traits: { on: "fd", closes: "descriptor", waits: { expiry: "returns" } },
  example: { params: { fd: 3 }, result: {} },
});
