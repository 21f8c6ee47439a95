import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { Data } from "../values/data.js";
import { MessageFlags, ReceivedFlag } from "../values/socket.js";
import { AncillaryBufferSize, ReceivedAncillary } from "./ancillary.js";
import { BufferSize, Fd, helloBytes, LostBytes, OwnTimeout, RealLength } from "./shared.js";

export const recvmsg = describeCommand({
  summary: "Take a message, its sender, what the kernel says of it, and its ancillary data.",
  manPage: "recvmsg(2)",
  params: z.strictObject({
    fd: Fd,
    bufsize: BufferSize,
    /** What there is no room for is dropped: MSG_CTRUNC. */
    ancbufsize: AncillaryBufferSize.default(0),
    flags: MessageFlags.default([]),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({
    data: Data,
    ancillary: ReceivedAncillary,
    flags: z.array(ReceivedFlag),
    /** Null where the kernel names no sender. */
    address: Address.nullable(),
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
