import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Family, SocketType } from "../values/socket.js";
import { Fd, SocketProtocol } from "./shared.js";

export const socketpair = describeCommand({
  summary: "Make two sockets that are connected to each other.",
  manPage: "socketpair(2)",
  explanation: {
    en: "Makes two sockets that are already connected to each other. Neither has a name.",
    "zh-TW": "建立兩個已經互相連線的 socket。兩個都沒有名字。",
  },
  params: z.strictObject({
    family: Family.default("AF_UNIX"),
    type: SocketType.default("SOCK_STREAM"),
    proto: SocketProtocol,
  }),
  result: z.strictObject({ fds: z.tuple([Fd, Fd]).describe("The descriptors of the two sockets.") }),
  errnos: ["EOPNOTSUPP", "EPROTONOSUPPORT", "EMFILE", "ENFILE"],
  traits: { opens: "fds", connects: "both" },
  example: { params: {}, result: { fds: [3, 4] } },
});
