import { z } from "zod";
import { describeCommand } from "../describe.js";
import { BufferSize, Fd, helloBytes, ReceivedData } from "./shared.js";

export const read = describeCommand({
  summary:
    "Take up to bufsize bytes from a pipe, or from a socket as recv does; wait while there are none. No bytes: nobody can write any more.",
  manPage: "read(2)",
  explanation: {
    en: "Takes bytes from a pipe and waits while there are none. b'' means: every end to write is closed.",
    "zh-TW": "從管線取出位元組，沒有就等。得到 b'' 表示所有寫入端都關閉了。",
  },
  params: z.strictObject({ fd: Fd, bufsize: BufferSize }),
  result: z.strictObject({ data: ReceivedData }),
  errnos: ["EAGAIN", "EBADF", "EINVAL", "ECONNRESET", "ENOTCONN"],
  traits: { on: "fd", receives: "data", waits: { expiry: "fails" } },
  example: { params: { fd: 3, bufsize: 1024 }, result: { data: helloBytes } },
});
