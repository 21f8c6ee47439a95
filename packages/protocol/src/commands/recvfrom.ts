import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { MessageFlags } from "../values/socket.js";
import { BufferSize, Fd, helloBytes, LostBytes, OwnTimeout, RealLength, ReceivedData } from "./shared.js";

export const recvfrom = describeCommand({
  summary: "Take one datagram and the address it came from; what does not fit is lost.",
  manPage: "recvfrom(2)",
  explanation: {
    en: "Takes one datagram and the address it came from. What does not fit into bufsize is lost.",
    "zh-TW": "取出一個資料報和來源位址。放不下 bufsize 的部分會遺失。",
  },
  params: z.strictObject({
    fd: Fd,
    bufsize: BufferSize,
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({
    data: ReceivedData,
    address: Address.nullable().describe(
      "The sender; null on a connected stream, where the kernel names none.",
    ),
    lengthBytes: RealLength,
    lostBytes: LostBytes,
  }),
  errnos: ["ECONNREFUSED", "ENOTCONN", "EAGAIN", "EBADF"],
  traits: { on: "fd", receives: "data", waits: { timeout: "timeout", expiry: "fails" } },
  example: {
    params: { fd: 3, bufsize: 1024 },
    result: { data: helloBytes, address: { host: "127.0.0.1", port: 36388 } },
  },
});
