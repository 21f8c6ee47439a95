import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { MessageFlags, ReceivedFlag } from "../values/socket.js";
import { AncillaryBufferSize, ReceivedAncillary } from "./ancillary.js";
import { BufferSize, Fd, helloBytes, LostBytes, OwnTimeout, RealLength, ReceivedData } from "./shared.js";

export const recvmsg = describeCommand({
  summary: "Take a message, its sender, what the kernel says of it, and its ancillary data.",
  manPage: "recvmsg(2)",
  explanation: {
    en: "Takes one message, its ancillary data, flags, and its sender. MSG_TRUNC and MSG_CTRUNC among the flags say that a part was lost.",
    "zh-TW": "取出一則訊息、附帶資料、旗標和來源。旗標裡有 MSG_TRUNC 或 MSG_CTRUNC，表示有一部分遺失了。",
  },
  params: z.strictObject({
    fd: Fd,
    bufsize: BufferSize,
    ancbufsize: AncillaryBufferSize.default(0),
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({
    data: ReceivedData,
    ancillary: ReceivedAncillary,
    flags: z.array(ReceivedFlag).describe("What the kernel says of the message: msg_flags."),
    address: Address.nullable().describe("The sender; null where the kernel names none."),
    lengthBytes: RealLength,
    lostBytes: LostBytes,
  }),
  errnos: ["ECONNRESET", "ENOTCONN", "ECONNREFUSED", "EAGAIN", "EBADF"],
  traits: { on: "fd", receives: "data", waits: { timeout: "timeout", expiry: "fails" } },
  example: {
    params: { fd: 3, bufsize: 5, ancbufsize: 24 },
    result: {
      data: helloBytes,
      ancillary: [{ level: "IPPROTO_IPV6", type: "IPV6_HOPLIMIT", value: 64 }],
      flags: ["MSG_TRUNC"],
      address: { host: "::1", port: 36_388 },
      lostBytes: 7,
    },
  },
});
