import { z } from "zod";
import { describeCommand } from "../describe.js";
import { MessageFlags } from "../values/socket.js";
import { DataToSend, Fd, Nothing, OwnTimeout } from "./shared.js";

export const sendall = describeCommand({
  summary: "Send every byte, waiting for room as often as needed; the timeout covers the whole.",
  manPage: "send(2)",
  params: z.strictObject({
    fd: Fd,
    data: DataToSend,
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: Nothing,
  errnos: ["EPIPE", "ECONNRESET", "ENOTCONN", "EDESTADDRREQ", "EMSGSIZE", "EAGAIN", "EBADF"],
  traits: { on: "fd", sends: { data: "data" }, waits: { timeout: "timeout", expiry: "fails" } },
  example: { params: { fd: 3, data: { text: "hello" } }, result: {} },
});
