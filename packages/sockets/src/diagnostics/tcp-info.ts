import type { TcpInfo } from "@sockpit/protocol";

const LITTLE_ENDIAN = true;

/** SAFETY: struct tcp_info (include/uapi/linux/tcp.h), which only grows at its end. u32 but for the first two and where noted. */
const field = {
  retransmits: 2,
  rto: 8,
  sendMss: 16,
  receiveMss: 20,
  unacked: 24,
  sacked: 28,
  lost: 32,
  pathMtu: 60,
  rtt: 68,
  rttVar: 72,
  ssthresh: 76,
  cwnd: 80,
  totalRetransmits: 100,
  /** u64 */
  bytesAcked: 120,
  /** u64 */
  bytesReceived: 128,
  notSent: 144,
  /** u64 */
  bytesSent: 200,
  sendWindow: 228,
  receiveWindow: 232,
} as const;

/** All that is always needed stands before this; older kernels end somewhere behind it. */
const LEAST_BYTES = 148;

/** TCP_INFINITE_SSTHRESH. */
const NO_SSTHRESH = 0x7fff_ffff;

/** Reads what TCP_INFO and INET_DIAG_INFO give: tcp(7). null where it is too short to be that. */
export function decodeTcpInfo(bytes: Uint8Array): TcpInfo | null {
  if (bytes.length < LEAST_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (offset: number): number => view.getUint32(offset, LITTLE_ENDIAN);
  const ifGiven = (offset: number): number | null => (offset + 4 <= bytes.length ? at(offset) : null);
  const long = (offset: number): number =>
    offset + 8 <= bytes.length ? Number(view.getBigUint64(offset, LITTLE_ENDIAN)) : 0;
  const ssthresh = at(field.ssthresh);
  return {
    rttUs: at(field.rtt),
    rttVarUs: at(field.rttVar),
    rtoUs: at(field.rto),
    cwndSegments: at(field.cwnd),
    ssthreshSegments: ssthresh === NO_SSTHRESH ? null : ssthresh,
    retransmits: view.getUint8(field.retransmits),
    totalRetransmits: at(field.totalRetransmits),
    unackedSegments: at(field.unacked),
    lostSegments: at(field.lost),
    sackedSegments: at(field.sacked),
    mssBytes: at(field.sendMss),
    peerMssBytes: at(field.receiveMss),
    pathMtuBytes: at(field.pathMtu),
    sendWindowBytes: ifGiven(field.sendWindow),
    receiveWindowBytes: ifGiven(field.receiveWindow),
    bytesSent: long(field.bytesSent),
    bytesAcked: long(field.bytesAcked),
    bytesReceived: long(field.bytesReceived),
    notSentBytes: at(field.notSent),
  };
}
