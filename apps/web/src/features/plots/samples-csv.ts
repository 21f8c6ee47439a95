import type { TcpSample } from "./plot-book.js";

const columns = [
  "at",
  "socket",
  "congestionControl",
  "congestionState",
  "cwndSegments",
  "ssthreshSegments",
  "mssBytes",
  "bytesInFlight",
  "notSentBytes",
  "sendWindowBytes",
  "receiveWindowBytes",
  "rttUs",
  "rttVarUs",
  "minRttUs",
  "rtoUs",
  "lostSegments",
  "sackedSegments",
  "totalRetransmits",
  "deliveryRateBytesPerSecond",
] as const satisfies (keyof TcpSample)[];

/** Samples as a table for other programs, with the fields of `tcpSampled`: RFC 4180. What is null is empty. */
export function samplesCsv(samples: readonly TcpSample[]): string {
  const rows = samples.map((sample) => columns.map((column) => sample[column] ?? "").join(","));
  return [columns.join(","), ...rows, ""].join("\r\n");
}
