import { TracedData } from "@sockpit/protocol";

/** What programs send is made of records of one length, each of which says whose it is. */
export const RECORD_BYTES = 64;

/** TCP servers have ports below it, UDP servers above. */
const FIRST_UDP_PORT = 9500;

export function portOf(protocol: "TCP" | "UDP", index: number): number {
  return (protocol === "UDP" ? FIRST_UDP_PORT : FIRST_UDP_PORT - 100) + index;
}

export function isTcpPort(port: number): boolean {
  return port < FIRST_UDP_PORT;
}

export function record(name: string): string {
  return name.padEnd(RECORD_BYTES, ".");
}

/** The records in a payload, as the trace keeps it. */
export function recordsOf(traced: unknown): string[] {
  const { text = "" } = TracedData.partial().catch({}).parse(traced);
  return Array.from({ length: text.length / RECORD_BYTES }, (_, index) =>
    text.slice(index * RECORD_BYTES, (index + 1) * RECORD_BYTES),
  );
}
