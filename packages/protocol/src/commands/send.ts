import { z } from "zod";
import { describeCommand } from "../describe.js";
import { MessageFlags } from "../values/socket.js";
import { DataToSend, Fd, OwnTimeout, SentBytes } from "./shared.js";

export const send = describeCommand({
  summary:
    "Hand bytes to the kernel and return how many it took: all on a blocking stream, else maybe fewer.",
  manPage: "send(2)",
  params: z.strictObject({ fd: Fd, data: DataToSend, flags: MessageFlags.default([]), timeout: OwnTimeout }),
  result: z.strictObject({ bytes: SentBytes }),
  errnos: ["EPIPE", "ECONNRESET", "ENOTCONN", "EDESTADDRREQ", "EMSGSIZE", "EAGAIN", "EBADF"],
  traits: {
    on: "fd",
    sends: { data: "data", count: "bytes" },
    waits: { timeout: "timeout", expiry: "fails" },
  },
  example: { params: { fd: 3, data: { text: "hello" } }, result: { bytes: 5 } },
});
