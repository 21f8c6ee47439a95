import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Family, SocketType } from "../values/socket.js";
import { Fd, SocketProtocol } from "./shared.js";

export const socket = describeCommand({
  summary: "Make a socket and give it the lowest free file descriptor.",
  manPage: "socket(2)",
  explanation: {
    en: "Makes a socket in the kernel and gives the program its lowest free descriptor. It has no address and no peer yet.",
    "zh-TW": "在核心建立一個 socket，傳回程式最小的可用描述子。這時還沒有位址，也沒有對象。",
  },
  params: z.strictObject({
    family: Family.default("AF_INET"),
    type: SocketType.default("SOCK_STREAM"),
    proto: SocketProtocol,
  }),
  result: z.strictObject({ fd: Fd.describe("The descriptor of the new socket.") }),
  errnos: ["EAFNOSUPPORT", "EPROTONOSUPPORT", "EMFILE", "ENFILE"],
  traits: { opens: "fd" },
  example: { params: { family: "AF_INET", type: "SOCK_STREAM" }, result: { fd: 3 } },
});
