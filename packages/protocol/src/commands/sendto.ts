import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { MessageFlags } from "../values/socket.js";
import { DataToSend, exampleAddress, Fd, OwnTimeout, SentBytes } from "./shared.js";

export const sendto = describeCommand({
  summary: "Send one datagram to an address.",
  manPage: "sendto(2)",
  explanation: {
    en: "Sends one datagram to an address. Nothing reports whether it arrives.",
    "zh-TW": "送一個資料報到指定位址。有沒有送到，不會有人回報。",
  },
  params: z.strictObject({
    fd: Fd,
    data: DataToSend,
    address: Address.describe("Where it goes."),
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({ bytes: SentBytes }),
  errnos: ["EMSGSIZE", "ECONNREFUSED", "ENETUNREACH", "EISCONN", "EAGAIN", "EBADF"],
  traits: {
    on: "fd",
    destination: "address",
    sends: { data: "data", count: "bytes" },
    waits: { timeout: "timeout", expiry: "fails" },
  },
  example: { params: { fd: 3, data: { text: "hello" }, address: exampleAddress }, result: { bytes: 5 } },
});
