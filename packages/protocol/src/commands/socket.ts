import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Family, SocketType } from "../values/socket.js";
import { Fd, SocketProtocol } from "./shared.js";

export const socket = describeCommand({
  summary: "Make a socket and give it the lowest free file descriptor.",
  manPage: "socket(2)",
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
