import type { PacketEvent } from "./entry.js";

type Tcp = NonNullable<PacketEvent["tcp"]>;

interface PacketFields {
  from: string | null;
  to: string | null;
  /** The sender's call that was under way. */
  call?: number;
  isReply?: boolean;
  flags?: readonly string[];
  relativeSeq?: number;
  relativeAck?: number;
  text?: string;
  bytes?: number;
  notes?: readonly string[];
}

/** Initial sequence numbers of the client and of the server. */
export const clientIsn = 2_114_285_923;
export const serverIsn = 3_914_285_001;

const client = { host: "127.0.0.1", port: 36_388 };
const server = { host: "127.0.0.1", port: 8088 };

/** A segment between the client and the server of test-events, without its place in the trace. */
export function segment(fields: PacketFields): { event: string; [field: string]: unknown } {
  const {
    from,
    to,
    isReply = false,
    flags = ["ACK"],
    relativeSeq = 1,
    relativeAck = 1,
    text,
    call,
    notes = [],
  } = fields;
  const payloadBytes = fields.bytes ?? text?.length ?? 0;
  const [own, peer] = isReply ? [serverIsn, clientIsn] : [clientIsn, serverIsn];
  const tcp: Tcp = {
    seq: own + relativeSeq,
    ack: flags.includes("ACK") ? peer + relativeAck : 0,
    relativeSeq,
    relativeAck: flags.includes("ACK") ? relativeAck : null,
    flags: [...flags],
    windowBytes: 65_495,
    options: [],
    payloadBytes,
    notes: [...notes],
  } as Tcp;
  return {
    event: "packet",
    lengthBytes: 52 + payloadBytes,
    source: isReply ? server : client,
    destination: isReply ? client : server,
    from,
    to,
    protocol: "TCP",
    tcp,
    ...(call === undefined ? {} : { call }),
    ...(text === undefined ? {} : { data: { bytes: payloadBytes, text } }),
  };
}

/** The three packets that open a connection, while the client's call `connect` is under way. */
export function handshake(client: string, server: string, connect?: number) {
  const call = connect === undefined ? {} : { call: connect };
  return [
    segment({ from: client, to: server, flags: ["SYN"], relativeSeq: 0, ...call }),
    segment({
      from: server,
      to: client,
      isReply: true,
      flags: ["SYN", "ACK"],
      relativeSeq: 0,
      relativeAck: 1,
    }),
    segment({ from: client, to: server, ...call }),
  ];
}

/** A datagram from the client to the server of test-events. */
export function datagram(fields: { from: string; to: string; bytes: number; isDropped?: boolean }) {
  const { from, to, bytes, isDropped = false } = fields;
  const udp = { payloadBytes: bytes, ...(isDropped ? { notes: ["receive-queue-full"] } : {}) };
  const ends = { source: client, destination: server, from, to };
  return { event: "packet", lengthBytes: 28 + bytes, ...ends, protocol: "UDP", udp };
}
