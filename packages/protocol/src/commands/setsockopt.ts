import { z } from "zod";
import { describeCommand } from "../describe.js";
import { OptionLevel } from "../values/socket-option.js";
import { Fd, IntOrBytes, Nothing, OptionName } from "./shared.js";

export const setsockopt = describeCommand({
  summary: "Set an option of a socket, from the list of socket options.",
  manPage: "setsockopt(2)",
  explanation: {
    en: "Sets an option of the socket: how it binds, waits, sends or counts time. The level says whose option it is: the socket's, IP's or TCP's.",
    "zh-TW":
      "設定 socket 的選項：怎麼 bind、怎麼等、怎麼送、計時多久。level 表示這是 socket、IP 還是 TCP 的選項。",
  },
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
