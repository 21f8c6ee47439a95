import type { DatagramNote, PacketNote, TcpFlag, TcpOption } from "@sockpit/protocol";
import { type CutDatagram, cutDatagram } from "../shared/format/lost-bytes.js";
import { callStateAt, type PacketEntry, type PacketEvent } from "./entry.js";
import type { LabRecord } from "./lab-record.js";
import { type NeighbourWords, neighbourText, neighbourWords } from "./neighbours.js";
import { type TlsWords, tlsWords } from "./tls-records.js";

/** What an arrow looks like; each tone has a colour and a kind of line in the style sheet. */
export type PacketTone = "open" | "ack" | "data" | "close" | "reset" | "trouble" | "error";

interface PacketLabel {
  /** `SYN-ACK`, `ACK`, `RST`, `UDP`; for TCP data `PSH` or `DATA`. */
  name: string;
  /** `seq=0 ack=1`, the numbers that matter for this kind of packet; empty where there are none. */
  numbers: string;
  /** Bytes of payload; null where there are none. */
  payloadBytes: number | null;
  /** The payload's first characters, where it is text. */
  peek: string;
  /** The TLS records that it carries, which say more than that there are data. */
  tls: readonly TlsWords[];
  /** What Wireshark would remark: `retransmission`, `zero-window`; or what became of a datagram. */
  notes: readonly (PacketNote | DatagramNote)[];
  tone: PacketTone;
  /** What it says of addresses on the link: of ARP and neighbour discovery. */
  neighbour: NeighbourWords | null;
}

/** Notes that say no more than the packet's own name. */
const silentNotes: ReadonlySet<PacketNote> = new Set(["reset"]);

/** Notes of a connection in difficulties. */
const troubles: ReadonlySet<PacketNote> = new Set([
  "retransmission",
  "rto",
  "tail-loss-probe",
  "fast-retransmission",
  "spurious-retransmission",
  "duplicate-ack",
  "zero-window",
  "zero-window-probe",
  "window-full",
  "out-of-order",
  "previous-segment-not-captured",
]);

const PEEK_LENGTH = 28;

/** A packet in few words, its numbers counted from the connection's beginning or as on the wire. */
export function packetLabel(packet: PacketEvent, hasRelativeNumbers: boolean): PacketLabel {
  const tls = tlsWords(packet);
  const peek = tls.length > 0 ? "" : peekOf(packet);
  const { tcp, udp, icmp } = packet;
  if (tcp !== undefined) {
    const notes = tcp.notes.filter((note) => !silentNotes.has(note));
    return {
      name: tcpName(tcp),
      numbers: tcpNumbers(tcp, hasRelativeNumbers),
      payloadBytes: tcp.payloadBytes > 0 ? tcp.payloadBytes : null,
      peek,
      tls,
      notes,
      tone: tcpTone(tcp),
      neighbour: null,
    };
  }
  const rest = { numbers: "", peek, tls, notes: [], neighbour: neighbourWords(packet) };
  if (packet.arp !== undefined) return { ...rest, name: "ARP", payloadBytes: null, tone: "open" };
  if (udp !== undefined) {
    const { payloadBytes, notes = [] } = udp;
    return { ...rest, name: "UDP", payloadBytes, notes, tone: notes.length > 0 ? "trouble" : "data" };
  }
  if (icmp !== undefined) {
    const name = `${packet.protocol} ${icmp.name.replaceAll("-", " ")}`;
    const tone = icmp.about === undefined ? "open" : "error";
    return { ...rest, name, payloadBytes: null, tone };
  }
  return { ...rest, name: packet.protocol, payloadBytes: packet.lengthBytes, tone: "ack" };
}

/** How the call that took a datagram cut it, as of an event; null where it did not. */
export function cutOf({ packet, effect }: PacketEntry, record: LabRecord, asOf: number): CutDatagram | null {
  const call = effect === null ? undefined : record.findCall(effect);
  if (packet.udp === undefined || call === undefined) return null;
  const state = callStateAt(call, asOf);
  return state.kind === "returned" ? cutDatagram(state.result) : null;
}

/** The label as one line of text, for search and for screen readers. */
export function packetText(packet: PacketEvent, hasRelativeNumbers: boolean): string {
  const { name, numbers, payloadBytes, peek, tls, notes, neighbour } = packetLabel(
    packet,
    hasRelativeNumbers,
  );
  const resolved = neighbour === null ? "" : neighbourText(neighbour);
  const size = payloadBytes === null ? "" : `${payloadBytes} B`;
  const quoted = peek === "" ? "" : `“${peek}”`;
  const remarks = notes.length === 0 ? "" : `[${notes.join(", ")}]`;
  const records = tls.flatMap((record) => [record.name, record.says]);
  return [name, ...records, numbers, resolved, size, quoted, remarks].filter((part) => part !== "").join(" ");
}

type Tcp = NonNullable<PacketEvent["tcp"]>;

function tcpName({ flags, payloadBytes }: Tcp): string {
  const has = (flag: TcpFlag) => flags.includes(flag);
  if (has("RST")) return "RST";
  if (has("SYN")) return has("ACK") ? "SYN-ACK" : "SYN";
  if (has("FIN")) return has("ACK") ? "FIN-ACK" : "FIN";
  if (payloadBytes > 0) return has("URG") ? "URG" : "DATA";
  return flags.length === 0 ? "TCP" : flags.join("-");
}

/**
 * Numbers count from each connection's beginning; there, they are named as in textbooks: the client begins with A, the
 * server with B, and each acknowledges the other's and one.
 */
function handshakeNumbers({ flags, seq, relativeSeq, relativeAck, payloadBytes, notes }: Tcp): string | null {
  const [isSyn, isAck] = [flags.includes("SYN"), flags.includes("ACK")];
  if (isSyn) return isAck ? `seq=B (${seq}) ack=A+1` : `seq=A (${seq})`;
  const isLast = flags.join() === "ACK" && relativeSeq === 1 && relativeAck === 1 && payloadBytes === 0;
  return isLast && notes.length === 0 ? "ack=B+1" : null;
}

function tcpNumbers(tcp: Tcp, hasRelativeNumbers: boolean): string {
  const opening = hasRelativeNumbers ? handshakeNumbers(tcp) : null;
  if (opening !== null) return opening;
  const seq = `seq=${hasRelativeNumbers ? tcp.relativeSeq : tcp.seq}`;
  const ack = `ack=${hasRelativeNumbers ? (tcp.relativeAck ?? tcp.ack) : tcp.ack}`;
  const hasAck = tcp.flags.includes("ACK");
  if (tcp.flags.includes("SYN") || tcp.flags.includes("FIN")) return hasAck ? `${seq} ${ack}` : seq;
  if (tcp.payloadBytes > 0 || tcp.flags.includes("RST")) return seq;
  return hasAck ? ack : seq;
}

function tcpTone(tcp: Tcp): PacketTone {
  if (tcp.flags.includes("RST")) return "reset";
  if (tcp.notes.some((note) => troubles.has(note))) return "trouble";
  if (tcp.flags.includes("SYN")) return "open";
  if (tcp.flags.includes("FIN")) return "close";
  return tcp.payloadBytes > 0 ? "data" : "ack";
}

function peekOf({ data }: PacketEvent): string {
  const text = data?.text;
  if (text === undefined || text === "") return "";
  const shown = text
    .slice(0, PEEK_LENGTH * 2)
    .replaceAll("\r", "")
    .replaceAll("\n", "⏎");
  const characters = Array.from(shown.replace(/\p{Cc}/gu, "·"));
  const isCut = characters.length > PEEK_LENGTH || text.length > shown.length + 2;
  return isCut ? `${characters.slice(0, PEEK_LENGTH).join("")}…` : characters.join("");
}

/** An option of TCP's header with what it says: `MSS 65495`, `SACK 1-5`. */
export function tcpOptionText(option: TcpOption): string {
  switch (option.kind) {
    case "MSS":
    case "WINDOW-SCALE":
      return `${option.kind} ${option.value}`;
    case "SACK-PERMITTED":
      return option.kind;
    case "SACK":
      return `${option.kind} ${option.blocks.map(([left, right]) => `${left}–${right}`).join(" ")}`;
    case "TIMESTAMPS":
      return `${option.kind} ${option.value} (${option.echo})`;
    case "FAST-OPEN":
      return `${option.kind} ${option.bytes} B`;
    case "OTHER":
      return `${option.number}: ${option.bytes} B`;
  }
}
