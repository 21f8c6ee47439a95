import { z } from "zod";
import { SocketState } from "./socket.js";

const count = z.int().min(0);
const id = z.string();

const QueuedBytes = {
  receiveQueueBytes: count
    .optional()
    .describe("Bytes of data that it has received in order and no call has taken; never a SYN or FIN."),
  sendQueueBytes: count
    .optional()
    .describe("Bytes of data that it was given and the peer has not acknowledged; never a SYN or FIN."),
};

const QueueLengths = {
  synQueueLength: count
    .optional()
    .describe("Of a listening TCP socket: its half-open connections, each of which is in SYN-RECEIVED."),
  acceptQueueLength: count
    .optional()
    .describe(
      "Of a listening socket: connections that wait for `accept`. Linux admits one more than the backlog.",
    ),
};

/** What an event changed of one socket: only what is different from before. */
export const SocketChange = z
  .strictObject({
    socket: id.describe("The `id` of the socket."),
    state: SocketState.optional().describe("Its state from now on; always with `before`."),
    before: SocketState.nullable().optional().describe("Its state until now; null where it did not exist."),
    ...QueuedBytes,
    listener: id
      .nullable()
      .optional()
      .describe(
        "Of a connection that nobody has accepted: the `id` of its listening socket; null once it is accepted or gone.",
      ),
    queue: z
      .enum(["syn", "accept"])
      .nullable()
      .optional()
      .describe("The queue of its listener in which it stands from now on, at the end; null: in none."),
    ...QueueLengths,
    holder: z
      .null()
      .optional()
      .describe(
        "null: no process has a descriptor of it any more, and it lives on until its connection has ended.",
      ),
    isGone: z.literal(true).optional().describe("The kernel no longer has it."),
  })
  .describe("What an event changed of one socket. Only fields that have changed are present.");
export type SocketChange = z.infer<typeof SocketChange>;

export const SocketChanges = z
  .array(SocketChange)
  .describe(
    "What this changed of which sockets, in the order of cause and effect. Absent where it changed nothing, and for TCP and UDP where packets cannot be captured.",
  );

/** What was derived of a socket, beside what the kernel says. */
export const SocketFacts = z
  .strictObject({
    state: SocketState.optional().describe("The state."),
    ...QueuedBytes,
    ...QueueLengths,
    isGone: z.boolean().optional().describe("Whether there is no such socket."),
  })
  .describe("Those facts of a socket in which what was derived and what the kernel says differ.");
export type SocketFacts = z.infer<typeof SocketFacts>;

/** Timers by which Linux changes a socket without a packet or a call: tcp(7). */
export const SocketTimer = z
  .enum(["SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-2", "TIME-WAIT", "RETRANSMISSION", "KEEPALIVE"])
  .describe(
    "Which timer: the end of a state (`TIME-WAIT`: 60 s; `FIN-WAIT-2` of a socket that is closed: tcp_fin_timeout; `SYN-SENT` and `SYN-RECEIVED`: the last SYN or SYN-ACK found no answer), data that found none (`RETRANSMISSION`), or a peer that does not answer (`KEEPALIVE`).",
  );
export type SocketTimer = z.infer<typeof SocketTimer>;
