import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { Data } from "../values/data.js";
import { MessageFlags, ReceivedFlag } from "../values/socket.js";
import { BufferSize, Fd, helloBytes, RealLength } from "./shared.js";

export const recvmsg = describeCommand({
  summary: "Take a message, its sender, and what the kernel says of it. Ancillary data is dropped.",
  manPage: "recvmsg(2)",
  params: z.strictObject({ fd: Fd, bufsize: BufferSize, flags: MessageFlags.default([]) }),
  result: z.strictObject({
    data: Data,
    /** Null where the kernel names no sender. */
    address: Address.nullable(),
    flags: z.array(ReceivedFlag),
    lengthBytes: RealLength,
  }),
  errnos: ["ECONNRESET", "ENOTCONN", "ECONNREFUSED", "EAGAIN", "EBADF"],
  mayBlock: true,
  example: {
    params: { fd: 3, bufsize: 5 },
    result: { data: helloBytes, address: { host: "127.0.0.1", port: 36_388 }, flags: ["MSG_TRUNC"] },
  },
});
