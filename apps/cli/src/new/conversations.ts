import type { decodePacket } from "@sockpit/sockets";

type DecodedPacket = NonNullable<ReturnType<typeof decodePacket>>;

/** Bytes that one end sent, before the other one sent something. */
export interface Turn {
  readonly from: "client" | "server";
  readonly bytes: Uint8Array;
}

/** What two ends said to each other. The client is who began. */
export interface Conversation {
  readonly protocol: "TCP" | "UDP";
  /** Where the client went to. */
  readonly server: { readonly host: string; readonly port: number };
  readonly turns: readonly Turn[];
  /** Who closed first; undefined where the capture ends before. */
  readonly closedBy: Turn["from"] | undefined;
}

interface Building {
  readonly protocol: "TCP" | "UDP";
  readonly client: string;
  readonly server: { readonly host: string; readonly port: number };
  readonly turns: { from: Turn["from"]; pieces: Uint8Array[] }[];
  /** Of TCP: the next sequence number of each end. */
  readonly next: Map<Turn["from"], number>;
  closedBy: Turn["from"] | undefined;
}

/** Puts packets together to conversations, in the order in which they began. Bytes that TCP sent again count once; what came out of order is lost. */
export function conversationsOf(packets: Iterable<DecodedPacket>): Conversation[] {
  const found = new Map<string, Building>();
  for (const packet of packets) {
    const { tcp, udp, source, destination, payload } = packet;
    const header = tcp ?? udp;
    if (header === undefined) continue;
    const [from, to] = [`${source} ${header.sourcePort}`, `${destination} ${header.destinationPort}`];
    const protocol = tcp === undefined ? "UDP" : "TCP";
    const key = `${protocol} ${[from, to].sort().join(" ")}`;
    let building = found.get(key);
    if (building === undefined) {
      // A SYN-ACK that comes first was sent by the server.
      const isAnswer = tcp?.flags.includes("SYN") && tcp.flags.includes("ACK");
      const server = isAnswer
        ? { host: source, port: header.sourcePort }
        : { host: destination, port: header.destinationPort };
      building = {
        protocol,
        client: isAnswer ? to : from,
        server,
        turns: [],
        next: new Map(),
        closedBy: undefined,
      };
      found.set(key, building);
    }
    const sender = from === building.client ? "client" : "server";
    const fresh = tcp === undefined ? payload : freshBytes(building, sender, tcp, payload);
    if (fresh.length > 0 || (tcp === undefined && payload.length === 0)) add(building, sender, fresh);
    if (tcp?.flags.some((flag) => flag === "FIN" || flag === "RST")) building.closedBy ??= sender;
  }
  return [...found.values()].map(({ protocol, server, turns, closedBy }) => ({
    protocol,
    server,
    closedBy,
    turns: turns.map(({ from, pieces }) => ({ from, bytes: Buffer.concat(pieces) })),
  }));
}

/** Datagrams stay apart; what a stream carries in one direction without a break is one turn. */
function add({ protocol, turns }: Building, from: Turn["from"], bytes: Uint8Array): void {
  const last = turns.at(-1);
  if (protocol === "TCP" && last?.from === from) last.pieces.push(bytes);
  else turns.push({ from, pieces: [bytes] });
}

/** What of a segment was not there yet. Sequence numbers go round (RFC 9293 §3.4). */
function freshBytes(
  { next }: Building,
  sender: Turn["from"],
  { seq, flags }: NonNullable<DecodedPacket["tcp"]>,
  payload: Uint8Array,
): Uint8Array {
  const start = (seq + (flags.includes("SYN") ? 1 : 0)) >>> 0;
  const expected = next.get(sender) ?? start;
  const known = (expected - start) | 0;
  const end = (start + payload.length) >>> 0;
  if (((end - expected) | 0) >= 0) next.set(sender, end);
  return known <= 0 ? payload : payload.subarray(Math.min(known, payload.length));
}
