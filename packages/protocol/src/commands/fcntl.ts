import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Fd, OptionValue } from "./shared.js";

export const fcntl = describeCommand({
  summary: "Ask how many bytes a pipe holds, or change it.",
  manPage: "fcntl(2)",
  explanation: {
    en: "Asks how many bytes a pipe has room for, or changes it. The kernel rounds up to pages: 4,096 bytes times a power of two.",
    "zh-TW": "詢問或改變管線能容納多少位元組。核心會進位成整數個記憶體頁：4,096 位元組乘以二的次方。",
  },
  params: z.strictObject({
    fd: Fd,
    operation: z
      .enum(["F_GETPIPE_SZ", "F_SETPIPE_SZ"])
      .describe(
        "F_GETPIPE_SZ: how many bytes it holds. F_SETPIPE_SZ: make it hold `value`, or a little more.",
      ),
    value: OptionValue.default(0).describe("Of F_SETPIPE_SZ: the bytes."),
  }),
  result: z.strictObject({ value: z.int().min(0).describe("Bytes that the pipe holds.") }),
  errnos: ["EBADF", "EBUSY", "EINVAL", "EPERM"],
  traits: { on: "fd", looks: true },
  example: { params: { fd: 3, operation: "F_GETPIPE_SZ" }, result: { value: 65_536 } },
});
