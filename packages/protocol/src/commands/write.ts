import { z } from "zod";
import { describeCommand } from "../describe.js";
import { DataToSend, Fd, SentBytes } from "./shared.js";

export const write = describeCommand({
  summary:
    "Put bytes into a pipe, or send them on a socket as send does, and return how many the kernel took: all where the descriptor blocks.",
  manPage: "write(2)",
  explanation: {
    en: "Puts bytes into a pipe, and waits while it is full. EPIPE means: every end to read is closed.",
    "zh-TW": "把位元組寫進管線，滿了就等。EPIPE 表示所有讀取端都關閉了。",
  },
  params: z.strictObject({ fd: Fd, data: DataToSend }),
  result: z.strictObject({ bytes: SentBytes }),
  errnos: ["EPIPE", "EAGAIN", "EBADF", "EINVAL", "ECONNRESET", "ENOTCONN"],
  traits: { on: "fd", sends: { data: "data", count: "bytes" }, waits: { expiry: "fails" } },
  example: { params: { fd: 4, data: { text: "hello" } }, result: { bytes: 5 } },
});
