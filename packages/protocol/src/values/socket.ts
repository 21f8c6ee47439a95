import { z } from "zod";
import { Address } from "./address.js";

/** address_families(7). */
export const Family = z.enum(["AF_INET", "AF_INET6", "AF_UNIX"]);
export type Family = z.infer<typeof Family>;

/** socket(2). */
export const SocketType = z.enum(["SOCK_STREAM", "SOCK_DGRAM"]);
export type SocketType = z.infer<typeof SocketType>;

const ERRQUEUE_RULE =
  "MSG_ERRQUEUE is not offered, because a lab has no error queue (IP_RECVERR); SO_ERROR tells the error";

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

/** What TCP knows of one connection: struct tcp_info of tcp(7). */
export const TcpInfo = z.strictObject({
  /** Smoothed round-trip time, its mean deviation, and the retransmission timeout made of them: RFC 6298. */
  rttUs: z.int(),
  rttVarUs: z.int(),
  rtoUs: z.int(),
  /** Congestion window, and where slow start ends; null before the first loss: RFC 5681. */
  cwndSegments: z.int(),
  ssthreshSegments: z.int().nullable(),
  /** Timeouts in a row without an answer, and all segments ever sent again. */
  retransmits: z.int(),
  totalRetransmits: z.int(),
  /** Segments sent and not acknowledged; how many of these count as lost; how many the peer has out of order. */
  unackedSegments: z.int(),
  lostSegments: z.int(),
  sackedSegments: z.int(),
  /** Largest segment to send, and that the peer seems to use. */
  mssBytes: z.int(),
  peerMssBytes: z.int(),
  pathMtuBytes: z.int(),
  /** Windows that the peer offers and that this side offers; null where the kernel does not tell. */
  sendWindowBytes: z.int().nullable(),
  receiveWindowBytes: z.int().nullable(),
  bytesSent: z.int(),
  bytesAcked: z.int(),
  bytesReceived: z.int(),
  /** Bytes in the send queue that have never been sent. */
  notSentBytes: z.int(),
});
export type TcpInfo = z.infer<typeof TcpInfo>;

/** An option that a program has set, with the value as it gave it; bytes as hexadecimal digits. */
export const SetOption = z.strictObject({
  level: z.string(),
  option: z.string(),
  value: z.union([z.int(), z.string()]),
});
export type SetOption = z.infer<typeof SetOption>;

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
  /** For a listening TCP socket: half-open connections, each of which is listed in SYN-RECEIVED. */
  synQueue: z.strictObject({ length: z.int() }).nullable(),
  /** For a connection that nobody has accepted yet: the `id` of its listening socket. */
  listener: z.string().nullable(),
  /** For a connected Unix socket: the `id` of the socket at the other end; absent where the kernel does not tell. */
  peerSocket: z.string().optional(),
  /** SO_RCVBUF and SO_SNDBUF: the bounds of the queues, in the kernel's own count, which includes its bookkeeping. */
  receiveBufferBytes: z.int().nullable(),
  sendBufferBytes: z.int().nullable(),
  /** Packets that the socket dropped since it was made; of a UDP socket, datagrams for which its receive queue had no room. */
  droppedPackets: z.int().nullable().optional(),
  /** `settimeout` in seconds, null for a socket that blocks; absent where no process holds it. */
  timeoutSeconds: z.number().nullable().optional(),
  /** Set by `setsockopt`, the newest value of each. */
  options: z.array(SetOption),
  tcp: TcpInfo.nullable(),
});
export type KernelSocket = z.infer<typeof KernelSocket>;
