import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { Fd, OwnTimeout } from "./shared.js";

export const accept = describeCommand({
  summary: "Take the first connection off the accept queue as a new socket; wait while the queue is empty.",
  manPage: "accept(2)",
  explanation: {
    en: "Takes the first waiting connection as a new socket. While there is none, it waits.",
    "zh-TW": "取出佇列裡第一條連線，成為新的 socket。沒有就等。",
  },
  params: z.strictObject({ fd: Fd, timeout: OwnTimeout }),
  result: z.strictObject({
    fd: Fd.describe("The descriptor of the new socket."),
    address: Address.describe("The peer."),
  }),
  errnos: ["EAGAIN", "EINVAL", "EOPNOTSUPP", "EMFILE", "ENFILE", "EBADF"],
  traits: { on: "fd", opens: "fd", connects: "server", waits: { timeout: "timeout", expiry: "fails" } },
  example: { params: { fd: 3 }, result: { fd: 4, address: { host: "127.0.0.1", port: 36388 } } },
});
