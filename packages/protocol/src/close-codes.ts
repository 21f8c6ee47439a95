import type { ErrorCode } from "./call-error.js";
import { limits } from "./limits.js";

/**
 * What the end of a connection means for its client. `closed`: it closed the connection itself. `serverGone`: the
 * server, its lab host or the network went away, and connecting again may help. `labLost`: the lab has ended.
 * `refused`: the server ended the connection for what was sent.
 */
export type CloseKind = "closed" | "serverGone" | "labLost" | "refused";

interface CloseCode {
  code: number;
  kind: CloseKind;
  /** What calls fail with that were under way. */
  error: ErrorCode;
  meaning: string;
}

/** The codes that a WebSocket to a lab is closed with: RFC 6455 §7.4.1, from 4000 on Sockpit's own. */
export const closeCodes = {
  normal: {
    code: 1000,
    kind: "closed",
    error: "connection_lost",
    meaning: "The client closed the connection.",
  },
  goingAway: {
    code: 1001,
    kind: "serverGone",
    error: "connection_lost",
    meaning: "The server is stopping. From a client: its page was closed or left.",
  },
  protocolError: {
    code: 1002,
    kind: "refused",
    error: "bad_message",
    meaning: "A frame broke a rule of RFC 6455.",
  },
  noCode: {
    code: 1005,
    kind: "serverGone",
    error: "connection_lost",
    meaning: "Never sent: the close frame named no code.",
  },
  lost: {
    code: 1006,
    kind: "serverGone",
    error: "connection_lost",
    meaning: `Never sent: the connection ended without a close frame. The network, the server or its lab host went away, or the client neither sent nor read anything for ${limits.silentRounds} rounds of pings.`,
  },
  invalidText: {
    code: 1007,
    kind: "refused",
    error: "bad_message",
    meaning: "A text message was not UTF-8.",
  },
  policy: {
    code: 1008,
    kind: "refused",
    error: "bad_message",
    meaning: `${limits.malformedMessages} messages in a row could not be decoded, more than ${limits.waitingMessages} messages waited, or one was not finished in time.`,
  },
  tooLarge: {
    code: 1009,
    kind: "refused",
    error: "message_too_large",
    meaning: "A message was larger than `limits.frameBytes`.",
  },
  restart: {
    code: 1012,
    kind: "serverGone",
    error: "connection_lost",
    meaning: "A proxy between the client and the server restarts.",
  },
  tryAgainLater: {
    code: 1013,
    kind: "serverGone",
    error: "over_budget",
    meaning:
      "Events or replies were not read fast enough, or the server had no memory left for a message. Connect again and follow from the last event that was received.",
  },
  labClosed: {
    code: 4404,
    kind: "labLost",
    error: "no_such_lab",
    meaning: "The lab has ended: it was deleted, or not used for too long.",
  },
} as const satisfies Record<string, CloseCode>;

/** A client that is closed for good says this beside `normal` or `goingAway`, so that its lab may end soon. */
export const GOODBYE = "goodbye";
