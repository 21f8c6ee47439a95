import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, Nothing } from "./shared.js";

export const shutdown = describeCommand({
  summary: "Close one direction of a connection, or both; the descriptor stays open.",
  manPage: "shutdown(2)",
  explanation: {
    en: "Closes one direction of a connection, or both. The descriptor stays open; shutting down sending sends FIN.",
    "zh-TW": "關閉連線的一個或兩個方向。描述子仍開著；關閉傳送方向會送出 FIN。",
  },
  params: z.strictObject({
    fd: Fd,
    how: z
      .enum(["SHUT_RD", "SHUT_WR", "SHUT_RDWR"])
      .describe("Which direction to close: reading, writing, or both."),
  }),
  result: Nothing,
  errnos: ["ENOTCONN", "EBADF"],
  traits: { on: "fd", closes: "connection" },
  example: { params: { fd: 3, how: "SHUT_WR" }, result: {} },
});
