import { tcpInfo } from "../system/structs.js";

/** How the sender reacts to what the network does: `tcp_ca_state` in include/uapi/linux/tcp.h. */
export const congestionStates = ["open", "disorder", "cwr", "recovery", "loss"] as const;
export type CongestionState = (typeof congestionStates)[number];

/** How TCP sends on one connection at one moment: tcp(7), TCP_INFO. */
export interface TcpSample {
  /** The socket's cookie: SO_COOKIE. */
  readonly id: string;
  /** The algorithm's name: TCP_CONGESTION. Null where the kernel does not say. */
  readonly congestionControl: string | null;
  readonly congestionState: CongestionState;
  /** Congestion window, and where slow start ends; null before the first loss: RFC 5681. */
  readonly cwndSegments: number;
  readonly ssthreshSegments: number | null;
  readonly mssBytes: number;
  /** What the kernel compares with the congestion window, in bytes: tcp_packets_in_flight(), the pipe of RFC 6675. */
  readonly bytesInFlight: number;
  readonly notSentBytes: number;
  /** Windows that the peer offers and that this side offers; null where the kernel does not report them. */
  readonly sendWindowBytes: number | null;
  readonly receiveWindowBytes: number | null;
  readonly rttUs: number;
  readonly rttVarUs: number;
  readonly minRttUs: number | null;
  readonly rtoUs: number;
  readonly lostSegments: number;
  readonly sackedSegments: number;
  readonly totalRetransmits: number;
  readonly deliveryRateBytesPerSecond: number | null;
}

const field = tcpInfo.fields;
/** All that is always needed stands before this; older kernels end somewhere behind it. */
const LEAST_BYTES = field.tcpi_min_rtt.offset;

/** TCP_INFINITE_SSTHRESH; no RTT yet, in `tcpi_min_rtt`. */
const NO_SSTHRESH = 0x7fff_ffff;
const NO_MIN_RTT = 0xffff_ffff;

/** Reads INET_DIAG_INFO, as long as the kernel made it. Null where it is too short to be that. */
export function decodeTcpSample(
  bytes: Uint8Array,
  socket: Pick<TcpSample, "id" | "congestionControl">,
): TcpSample | null {
  if (bytes.length < LEAST_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = ({ offset }: { offset: number }, lengthBytes: number) => offset + lengthBytes <= bytes.length;
  const ssthresh = field.tcpi_snd_ssthresh.get(view);
  const minRttUs = has(field.tcpi_min_rtt, 4) ? field.tcpi_min_rtt.get(view) : NO_MIN_RTT;
  const mssBytes = field.tcpi_snd_mss.get(view);
  const sackedSegments = field.tcpi_sacked.get(view);
  const lostSegments = field.tcpi_lost.get(view);
  const leftSegments = sackedSegments + lostSegments;
  const flyingSegments = field.tcpi_unacked.get(view) - leftSegments + field.tcpi_retrans.get(view);
  return {
    ...socket,
    congestionState: congestionStates[field.tcpi_ca_state.get(view)] ?? "open",
    cwndSegments: field.tcpi_snd_cwnd.get(view),
    ssthreshSegments: ssthresh === NO_SSTHRESH ? null : ssthresh,
    mssBytes,
    bytesInFlight: Math.max(0, flyingSegments) * mssBytes,
    notSentBytes: field.tcpi_notsent_bytes.get(view),
    sendWindowBytes: has(field.tcpi_snd_wnd, 4) ? field.tcpi_snd_wnd.get(view) : null,
    receiveWindowBytes: has(field.tcpi_rcv_wnd, 4) ? field.tcpi_rcv_wnd.get(view) : null,
    rttUs: field.tcpi_rtt.get(view),
    rttVarUs: field.tcpi_rttvar.get(view),
    minRttUs: minRttUs === NO_MIN_RTT ? null : minRttUs,
    rtoUs: field.tcpi_rto.get(view),
    lostSegments,
    sackedSegments,
    totalRetransmits: field.tcpi_total_retrans.get(view),
    deliveryRateBytesPerSecond: has(field.tcpi_delivery_rate, 8) ? field.tcpi_delivery_rate.get(view) : null,
  };
}
