import { z } from "zod";
import { Address } from "./address.js";

/** address_families(7). */
export const Family = z.enum(["AF_INET", "AF_INET6", "AF_UNIX"]);
export type Family = z.infer<typeof Family>;

/** socket(2). */
export const SocketType = z.enum(["SOCK_STREAM", "SOCK_DGRAM"]);
export type SocketType = z.infer<typeof SocketType>;

const ERRQUEUE_RULE =
  "MSG_ERRQUEUE is not offered, because it needs ancillary data; SO_ERROR tells the error";

/** Flags of send(2) and recv(2) that a program may use. MSG_DONTWAIT, MSG_PEEK … by name. */
export const MessageFlag = z.enum(
  [
    "MSG_OOB",
    "MSG_PEEK",
    "MSG_DONTROUTE",
    "MSG_DONTWAIT",
    "MSG_WAITALL",
    "MSG_TRUNC",
    "MSG_NOSIGNAL",
    "MSG_MORE",
  ],
  { error: ({ input }) => (input === "MSG_ERRQUEUE" ? ERRQUEUE_RULE : undefined) },
);
export type MessageFlag = z.infer<typeof MessageFlag>;

export const MessageFlags = z.array(MessageFlag).max(MessageFlag.options.length);

/** What recvmsg(2) says of the message in msg_flags. */
export const ReceivedFlag = z.enum(["MSG_OOB", "MSG_CTRUNC", "MSG_TRUNC", "MSG_EOR"]);
export type ReceivedFlag = z.infer<typeof ReceivedFlag>;

/**
 * What the kernel says of a socket's state. TCP: the states of RFC 9293 §3.3.2, SYN-RECEIVED for a
 * half-open connection in the SYN queue. UDP and Unix: UNCONNECTED, CONNECTED, LISTEN.
 */
export const SocketState = z.enum([
  "CLOSED",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
  "UNCONNECTED",
  "CONNECTED",
]);
export type SocketState = z.infer<typeof SocketState>;

/**
 * One socket as the kernel sees it at one moment. `pid` and `fd` are null where no process holds it:
 * a connection that waits to be accepted, is half open, or lives on after `close` (TIME-WAIT).
 */
export const KernelSocket = z.strictObject({
  /** The kernel's cookie (SO_COOKIE): the same for the socket's whole life, never used again. */
  id: z.string(),
  pid: z.int().nullable(),
  fd: z.int().nullable(),
  family: Family,
  type: SocketType,
  state: SocketState,
  local: Address.nullable(),
  peer: Address.nullable(),
  /** Bytes received and not yet read. */
  receiveQueueBytes: z.int().nullable(),
  /** Bytes sent and not yet acknowledged, or not yet sent. */
  sendQueueBytes: z.int().nullable(),
  /** For a listening socket: connections that wait for `accept`, and how many may. */
  acceptQueue: z.strictObject({ length: z.int(), limit: z.int() }).nullable(),
});
export type KernelSocket = z.infer<typeof KernelSocket>;
