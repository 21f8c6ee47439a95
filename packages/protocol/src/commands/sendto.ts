import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { Data } from "../values/data.js";
import { MessageFlags } from "../values/socket.js";
import { exampleAddress, Fd, OwnTimeout } from "./shared.js";

export const sendto = describeCommand({
  summary: "Send one datagram to an address.",
  manPage: "sendto(2)",
  params: z.strictObject({
    fd: Fd,
    data: Data,
    address: Address,
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({ bytes: z.int().min(0) }),
  errnos: ["EMSGSIZE", "ECONNREFUSED", "ENETUNREACH", "EISCONN", "EAGAIN", "EBADF"],
  traits: {
    on: "fd",
    destination: "address",
    sends: { data: "data", count: "bytes" },
    waits: { timeout: "timeout", expiry: "fails" },
  },
  example: { params: { fd: 3, data: { text: "hello" }, address: exampleAddress }, result: { bytes: 5 } },
});
