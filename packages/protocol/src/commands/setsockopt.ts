import { z } from "zod";
import { describeCommand } from "../describe.js";
import { OptionLevel } from "../values/socket-option.js";
import { Fd, IntOrBytes, Nothing, OptionName } from "./shared.js";

export const setsockopt = describeCommand({
  summary: "Set an option of a socket, from the list of socket options.",
  manPage: "setsockopt(2)",
  params: z.strictObject({
    fd: Fd,
    level: OptionLevel,
    option: OptionName,
    value: IntOrBytes,
  }),
  result: Nothing,
  errnos: ["ENOPROTOOPT", "EINVAL", "EPERM", "EDOM", "EADDRINUSE", "ENODEV", "EBADF", "ENOTSOCK"],
  traits: { on: "fd", sets: "option" },
  example: {
    params: { fd: 3, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 },
    result: {},
  },
});
