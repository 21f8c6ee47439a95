import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Data } from "../values/data.js";
import { OptionLevel } from "../values/socket-option.js";
import { Fd, Nothing, OptionName, OptionValue } from "./shared.js";

export const setsockopt = describeCommand({
  summary: "Set an option of a socket, from the list of socket options.",
  manPage: "setsockopt(2)",
  params: z.strictObject({
    fd: Fd,
    level: OptionLevel,
    option: OptionName,
    /** An int, or the bytes of the C value. */
    value: z.union([OptionValue, Data]),
  }),
  result: Nothing,
  errnos: ["ENOPROTOOPT", "EINVAL", "EPERM", "EDOM", "EADDRINUSE", "ENODEV", "EBADF", "ENOTSOCK"],
  mayBlock: false,
  example: {
    params: { fd: 3, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 },
    result: {},
  },
});
