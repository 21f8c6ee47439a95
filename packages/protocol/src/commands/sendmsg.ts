import { z } from "zod";
import { describeCommand } from "../describe.js";
import { Address } from "../values/address.js";
import { Data } from "../values/data.js";
import { MessageFlags } from "../values/socket.js";
import { SentAncillary } from "./ancillary.js";
import { Fd, OwnTimeout } from "./shared.js";

export const sendmsg = describeCommand({
  summary: "Send a message, to an address or to the peer. The buffers come joined.",
  manPage: "sendmsg(2)",
  params: z.strictObject({
    fd: Fd,
    data: Data,
    ancillary: SentAncillary.default([]),
    flags: MessageFlags.default([]),
    /** Absent: the peer that the socket is connected to. */
    address: Address.optional(),
    timeout: OwnTimeout,
  }),
  result: z.strictObject({ bytes: z.int().min(0) }),
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
