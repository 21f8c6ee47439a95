import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Family, SocketType } from "../values/socket.js";
import { Fd } from "./shared.js";

export const socketpair = describeCommand({
  summary: "Make two sockets that are connected to each other.",
  manPage: "socketpair(2)",
  params: z.strictObject({
    family: Family.default("AF_UNIX"),
    type: SocketType.default("SOCK_STREAM"),
    proto: z.int().min(0).max(255).default(0),
  }),
  result: z.strictObject({ fds: z.tuple([Fd, Fd]) }),
  errnos: ["EOPNOTSUPP", "EPROTONOSUPPORT", "EMFILE", "ENFILE"],
  traits: { opens: "fds", connects: "both" },
  example: { params: {}, result: { fds: [3, 4] } },
});
