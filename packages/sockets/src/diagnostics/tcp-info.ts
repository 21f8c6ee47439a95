import { tcpInfo } from "../system/structs.js";

/** What TCP knows of one connection: tcp(7), TCP_INFO. */
export interface TcpInfo {
  /** Smoothed round-trip time, its mean deviation, and the retransmission timeout made of them: RFC 6298. */
  readonly rttUs: number;
  readonly rttVarUs: number;
  readonly rtoUs: number;
  /** Congestion window, and where slow start ends; null before the first loss: RFC 5681. */
  readonly cwndSegments: number;
  readonly ssthreshSegments: number | null;
  /** Timeouts in a row without an answer, and all segments ever sent again. */
  readonly retransmits: number;
  readonly totalRetransmits: number;
  /** Segments sent and not acknowledged; how many of these count as lost; how many the peer has out of order. */
  readonly unackedSegments: number;
  readonly lostSegments: number;
  readonly sackedSegments: number;
  /** Largest segment to send, and that the peer seems to use. */
  readonly mssBytes: number;
  readonly peerMssBytes: number;
  readonly pathMtuBytes: number;
  /** Windows that the peer offers and that this side offers; null where the kernel does not report them. */
  readonly sendWindowBytes: number | null;
  readonly receiveWindowBytes: number | null;
  readonly bytesSent: number;
  readonly bytesAcked: number;
  readonly bytesReceived: number;
  /** Bytes in the send queue that have never been sent. */
  readonly notSentBytes: number;
}

const field = tcpInfo.fields;
/** All that is always needed stands before this; older kernels end somewhere behind it. */
const LEAST_BYTES = field.tcpi_min_rtt.offset;

/** TCP_INFINITE_SSTHRESH. */
const NO_SSTHRESH = 0x7fff_ffff;

/** Reads what TCP_INFO and INET_DIAG_INFO give: tcp(7). null where it is too short to be that. */
export function decodeTcpInfo(bytes: Uint8Array): TcpInfo | null {
  if (bytes.length < LEAST_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = ({ offset }: { offset: number }, lengthBytes: number) => offset + lengthBytes <= bytes.length;
  const ssthresh = field.tcpi_snd_ssthresh.get(view);
  return {
    rttUs: field.tcpi_rtt.get(view),
    rttVarUs: field.tcpi_rttvar.get(view),
    rtoUs: field.tcpi_rto.get(view),
    cwndSegments: field.tcpi_snd_cwnd.get(view),
    ssthreshSegments: ssthresh === NO_SSTHRESH ? null : ssthresh,
    retransmits: field.tcpi_retransmits.get(view),
    totalRetransmits: field.tcpi_total_retrans.get(view),
    unackedSegments: field.tcpi_unacked.get(view),
    lostSegments: field.tcpi_lost.get(view),
    sackedSegments: field.tcpi_sacked.get(view),
    mssBytes: field.tcpi_snd_mss.get(view),
    peerMssBytes: field.tcpi_rcv_mss.get(view),
    pathMtuBytes: field.tcpi_pmtu.get(view),
    sendWindowBytes: has(field.tcpi_snd_wnd, 4) ? field.tcpi_snd_wnd.get(view) : null,
    receiveWindowBytes: has(field.tcpi_rcv_wnd, 4) ? field.tcpi_rcv_wnd.get(view) : null,
    bytesSent: has(field.tcpi_bytes_sent, 8) ? field.tcpi_bytes_sent.get(view) : 0,
    bytesAcked: field.tcpi_bytes_acked.get(view),
    bytesReceived: field.tcpi_bytes_received.get(view),
    notSentBytes: field.tcpi_notsent_bytes.get(view),
  };
}
