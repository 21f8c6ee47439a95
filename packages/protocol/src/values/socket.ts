import { z } from "zod";
import { Address } from "./address.js";
import { HostName } from "./wire.js";

export const Family = z
  .enum(["AF_INET", "AF_INET6", "AF_UNIX"])
  .describe("Address family: address_families(7).");
export type Family = z.infer<typeof Family>;

export const SocketType = z
  .enum(["SOCK_STREAM", "SOCK_DGRAM"])
  .describe("Socket type: a stream of bytes, or datagrams. socket(2).");
export type SocketType = z.infer<typeof SocketType>;

const ERRQUEUE_RULE =
  "MSG_ERRQUEUE is not offered, because a lab has no error queue (IP_RECVERR); SO_ERROR gives the error";

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

export const MessageFlags = z
  .array(MessageFlag)
  .max(MessageFlag.options.length)
  .describe("Flags of this call, by name: send(2), recv(2).");

/** What recvmsg(2) says of the message in msg_flags. */
export const ReceivedFlag = z.enum(["MSG_OOB", "MSG_CTRUNC", "MSG_TRUNC", "MSG_EOR"]);
export type ReceivedFlag = z.infer<typeof ReceivedFlag>;

export const SocketState = z
  .enum([
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
  ])
  .describe(
    "The kernel's state of a socket. TCP: the states of RFC 9293 §3.3.2, SYN-RECEIVED for a half-open connection in the SYN queue. UDP and Unix: UNCONNECTED, CONNECTED, LISTEN.",
  );
export type SocketState = z.infer<typeof SocketState>;

/** struct tcp_info of tcp(7). */
export const TcpInfo = z
  .strictObject({
    rttUs: z.int().describe("Smoothed round-trip time in microseconds: RFC 6298."),
    rttVarUs: z.int().describe("Mean deviation of the round-trip time, in microseconds."),
    rtoUs: z.int().describe("Retransmission timeout in microseconds, made of the two."),
    cwndSegments: z.int().describe("Congestion window in segments: RFC 5681."),
    ssthreshSegments: z
      .int()
      .nullable()
      .describe("Where slow start ends, in segments; null before the first loss."),
    retransmits: z.int().describe("Timeouts in a row without an answer."),
    totalRetransmits: z.int().describe("Segments that were ever sent again."),
    unackedSegments: z.int().describe("Segments sent and not acknowledged."),
    lostSegments: z.int().describe("How many of these count as lost."),
    sackedSegments: z.int().describe("How many of these the peer has out of order: RFC 2018."),
    mssBytes: z.int().describe("Largest segment to send, in bytes."),
    peerMssBytes: z.int().describe("Largest segment that the peer seems to use, in bytes."),
    pathMtuBytes: z.int().describe("Largest packet that the path takes, in bytes."),
    sendWindowBytes: z
      .int()
      .nullable()
      .describe("Window that the peer offers, in bytes; null where the kernel does not report it."),
    receiveWindowBytes: z
      .int()
      .nullable()
      .describe("Window that this side offers, in bytes; null where the kernel does not report it."),
    bytesSent: z.int().describe("Bytes of data sent, with those sent again."),
    bytesAcked: z.int().describe("Bytes of data that the peer has acknowledged."),
    bytesReceived: z.int().describe("Bytes of data received and acknowledged."),
    notSentBytes: z.int().describe("Bytes in the send queue that have never been sent."),
  })
  .describe("What TCP knows of one connection.");
export type TcpInfo = z.infer<typeof TcpInfo>;

export const SetOption = z
  .strictObject({
    level: z.string().describe("The option's level."),
    option: z.string().describe("The option's name."),
    value: z.union([z.int(), z.string()]).describe("The value that was given; bytes as hexadecimal digits."),
  })
  .describe("An option that a program has set.");
export type SetOption = z.infer<typeof SetOption>;

/** One socket as the kernel sees it at one moment. */
export const KernelSocket = z.strictObject({
  id: z
    .string()
    .describe("The kernel's cookie (SO_COOKIE): the same for the socket's whole life, never used again."),
  host: HostName.optional().describe("The host that it is on, in a lab with a wire."),
  pid: z
    .int()
    .nullable()
    .describe(
      "The process that holds it; null where none does: it waits to be accepted, is half open, or lives on after `close` (TIME-WAIT).",
    ),
  fd: z.int().nullable().describe("Its descriptor in that process; null where none holds it."),
  family: Family,
  type: SocketType,
  state: SocketState,
  local: Address.nullable().describe("Its own address; null where it has none."),
  peer: Address.nullable().describe("The address that it is connected to; null where it is not."),
  receiveQueueBytes: z
    .int()
    .nullable()
    .describe("Bytes of data received and not yet read; null where the kernel does not report it."),
  sendQueueBytes: z
    .int()
    .nullable()
    .describe(
      "Bytes of data sent and not yet acknowledged, or not yet sent; null where the kernel does not report it.",
    ),
  acceptQueue: z
    .strictObject({
      length: z.int().describe("Connections that wait for `accept`."),
      limit: z.int().describe("How many may wait: the backlog."),
    })
    .nullable()
    .describe("Of a listening socket; else null."),
  synQueue: z
    .strictObject({
      length: z.int().describe("Half-open connections, each of which is listed in SYN-RECEIVED."),
    })
    .nullable()
    .describe("Of a listening TCP socket; else null."),
  listener: z
    .string()
    .nullable()
    .describe("Of a connection that nobody has accepted yet: the `id` of its listening socket."),
  peerSocket: z
    .string()
    .optional()
    .describe(
      "Of a connected Unix socket: the `id` of the socket at the other end; absent where the kernel does not report it.",
    ),
  receiveBufferBytes: z
    .int()
    .nullable()
    .describe(
      "SO_RCVBUF: the receive queue's bound in the kernel's own count, which includes its bookkeeping.",
    ),
  sendBufferBytes: z.int().nullable().describe("SO_SNDBUF: the send queue's bound, counted the same way."),
  droppedPackets: z
    .int()
    .nullable()
    .optional()
    .describe(
      "Packets that the socket dropped since it was made; of a UDP socket, datagrams for which its receive queue had no room.",
    ),
  timeoutSeconds: z
    .number()
    .nullable()
    .optional()
    .describe("`settimeout` in seconds, null for a socket that blocks; absent where no process holds it."),
  options: z.array(SetOption).describe("Set by `setsockopt`, the newest value of each."),
  tcp: TcpInfo.nullable().describe("Of a TCP connection; else null."),
});
export type KernelSocket = z.infer<typeof KernelSocket>;
