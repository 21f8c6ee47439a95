import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { MessageFlags } from "../values/socket.js";
import { SentAncillary } from "./ancillary.js";
import { DataToSend, Fd, OwnTimeout, SentBytes } from "./shared.js";

export const sendmsg = describeCommand({
  summary: "Send a message, to an address or to the peer. The buffers come joined.",
  manPage: "sendmsg(2)",
  explanation: {
    en: "Sends one message made of several buffers, to an address or to the connected peer. Ancillary data goes with it: descriptors, a hop limit.",
    "zh-TW": "把幾個緩衝區合成一則訊息，送到指定位址或已連線的對象。可以附帶描述子、跳數上限等資料。",
  },
  params: z.strictObject({
    fd: Fd,
    data: DataToSend,
    ancillary: SentAncillary.default([]).describe("Ancillary data to send beside the bytes, in this order."),
    flags: MessageFlags.default([]),
    address: Address.optional().describe(
      "Where it goes; absent: to the peer that the socket is connected to.",
    ),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({ bytes: SentBytes }),
  errnos: [
    "EPIPE",
    "ECONNRESET",
    "ENOTCONN",
    "EDESTADDRREQ",
    "EMSGSIZE",
    "EISCONN",
    "EINVAL",
    "ETOOMANYREFS",
    "ENFILE",
    "EAGAIN",
    "EBADF",
  ],
  traits: {
    on: "fd",
    destination: "address",
    sends: { data: "data", count: "bytes" },
    waits: { timeout: "timeout", expiry: "fails" },
  },
  example: {
    params: {
      fd: 3,
      data: { text: "hello" },
      ancillary: [{ level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: [5] }],
    },
    result: { bytes: 5 },
  },
});
