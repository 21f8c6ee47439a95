import type { KernelSocket, TcpInfo } from "@sockpit/protocol";

/** Of a connection over which nothing has gone yet. */
const tcp: TcpInfo = {
  rttUs: 0,
  rttVarUs: 0,
  rtoUs: 200_000,
  cwndSegments: 10,
  ssthreshSegments: null,
  retransmits: 0,
  totalRetransmits: 0,
  unackedSegments: 0,
  lostSegments: 0,
  sackedSegments: 0,
  mssBytes: 65_483,
  peerMssBytes: 65_483,
  pathMtuBytes: 65_535,
  sendWindowBytes: null,
  receiveWindowBytes: null,
  bytesSent: 0,
  bytesAcked: 0,
  bytesReceived: 0,
  notSentBytes: 0,
};

/** A TCP connection that a process holds, but for what is `differing`. */
export function kernelSocket(id: string, differing: Partial<KernelSocket> = {}): KernelSocket {
  return {
    id,
    pid: 1,
    fd: 3,
    family: "AF_INET",
    type: "SOCK_STREAM",
    state: "ESTABLISHED",
    local: null,
    peer: null,
    receiveQueueBytes: 0,
    sendQueueBytes: 0,
    acceptQueue: null,
    synQueue: null,
    listener: null,
    receiveBufferBytes: null,
    sendBufferBytes: null,
    options: [],
    tcp,
    ...differing,
  };
}
