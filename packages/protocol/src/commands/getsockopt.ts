import { z } from "zod";
import { describeCommand } from "../describe.js";
import { limits } from "../limits.js";
import { Data } from "../values/data.js";
import { OptionLevel } from "../values/socket-option.js";
import { Fd, OptionName, OptionValue } from "./shared.js";

export const getsockopt = describeCommand({
  summary: "Read an option of a socket: an int, or with buflen the bytes of its C value.",
  manPage: "getsockopt(2)",
  explanation: {
    en: "Reads an option of the socket. Some can only be read, such as SO_ERROR and TCP_INFO.",
    "zh-TW": "讀出 socket 的選項。有些只能讀，例如 SO_ERROR 和 TCP_INFO。",
  },
  params: z.strictObject({
    fd: Fd,
    level: OptionLevel,
    option: OptionName,
    buflen: z
      .int()
      .min(1)
      .max(limits.optionBytes)
      .optional()
      .describe("Bytes of room for the value; with it the result is `data`, without it `value`."),
  }),
  result: z.strictObject({
    value: OptionValue.optional().describe("The value as an int, where no `buflen` was given."),
    data: Data.optional().describe("The bytes of the C value, where `buflen` was given."),
  }),
  errnos: ["ENOPROTOOPT", "EINVAL", "ENOTCONN", "EBADF", "ENOTSOCK"],
  traits: { on: "fd", looks: true },
  example: {
    params: { fd: 3, level: "SOL_SOCKET", option: "SO_RCVBUF" },
    result: { value: 131_072 },
  },
});
