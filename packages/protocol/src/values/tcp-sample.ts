import { z } from "zod";
import { TcpInfo } from "./socket.js";

const { cwndSegments, receiveWindowBytes, rttVarUs, sendWindowBytes, totalRetransmits } = TcpInfo.shape;

/** How TCP sends on one connection at one moment: struct tcp_info of tcp(7). */
export const TcpSampleFields = {
  socket: z.string().describe("The `id` of the sending socket."),
  congestionControl: z
    .string()
    .nullable()
    .describe("Its algorithm, as `reno`: TCP_CONGESTION. Null where the kernel does not say."),
  congestionState: z
    .enum(["open", "disorder", "cwr", "recovery", "loss"])
    .describe(
      "How it reacts to the network: all is well; duplicate ACKs; slowed by ECN; fast recovery (RFC 6582, RFC 6675); after a timeout.",
    ),
  cwndSegments,
  ssthreshSegments: z
    .int()
    .nullable()
    .describe("Where slow start ends, in segments; null while it is infinite: before the first loss."),
  mssBytes: z
    .int()
    .describe("Largest segment to send, in bytes: what the windows in segments are multiplied with."),
  bytesInFlight: z
    .int()
    .describe(
      "What counts against the congestion window, in bytes of whole segments: sent, not acknowledged, neither lost nor with the peer already (RFC 6675, `pipe`).",
    ),
  notSentBytes: z.int().describe("Bytes in the send queue that have never been sent."),
  sendWindowBytes,
  receiveWindowBytes,
  rttUs: z
    .int()
    .describe("Smoothed round-trip time in microseconds: RFC 6298. 0 before the first was measured."),
  rttVarUs,
  minRttUs: z
    .int()
    .nullable()
    .describe("Shortest round-trip time of late, in microseconds; null before the first."),
  rtoUs: z.int().describe("Retransmission timeout in microseconds: RFC 6298."),
  lostSegments: z.int().describe("Segments that count as lost and are not acknowledged yet."),
  sackedSegments: z.int().describe("Segments that the peer has out of order: RFC 2018."),
  totalRetransmits,
  deliveryRateBytesPerSecond: z
    .int()
    .nullable()
    .describe("How fast data arrived of late, in bytes a second; null where the kernel does not report it."),
};
