import type { Observation, PacketPattern, SocketReference } from "@sockpit/protocol/scenario";
import type { PastPacket } from "../history.js";
import { matchesValue } from "../steps/match.js";
import { keptBytes } from "./result-value.js";
import { type RunKnowledge, socketsOf, type Verdict } from "./run-knowledge.js";

/** Packets that a failure names: the last ones. */
const SHOWN_PACKETS = 12;

/** Whether these packets came in this order, between them others or none. */
export function observePackets(
  { packets, isExact }: Extract<Observation, { kind: "packets" }>,
  run: RunKnowledge,
): Verdict {
  const past = run.history.packets;
  const found = isExact ? findTogether(packets, past, run) : findInOrder(packets, past, run);
  const shown = past.slice(-SHOWN_PACKETS).map((packet) => describePacket(packet, run));
  const actual =
    shown.length === 0 ? "no packet" : `${past.length > shown.length ? "..., " : ""}${shown.join(", ")}`;
  return { isMet: found !== undefined, actual, seq: found?.seq };
}

function findInOrder(
  patterns: readonly PacketPattern[],
  past: readonly PastPacket[],
  run: RunKnowledge,
): PastPacket | undefined {
  let at = 0;
  let last: PastPacket | undefined;
  for (const pattern of patterns) {
    while (at < past.length && !isPacket(past[at], pattern, run)) at += 1;
    last = past[at];
    if (last === undefined) return undefined;
    at += 1;
  }
  return last;
}

function findTogether(
  patterns: readonly PacketPattern[],
  past: readonly PastPacket[],
  run: RunKnowledge,
): PastPacket | undefined {
  for (let at = 0; at + patterns.length <= past.length; at++) {
    if (patterns.every((pattern, index) => isPacket(past[at + index], pattern, run)))
      return past[at + patterns.length - 1];
  }
  return undefined;
}

function isPacket(packet: PastPacket | undefined, pattern: PacketPattern, run: RunKnowledge): boolean {
  if (packet === undefined) return false;
  const { from, to, flags, kind, payload, isRetransmission, note } = pattern;
  if (!isEnd(packet.from, from, run) || !isEnd(packet.to, to, run)) return false;
  if (flags !== undefined && !hasFlags(packet, flags)) return false;
  if (kind === "datagram" && packet.protocol !== "UDP") return false;
  if (kind === "icmp" && packet.icmp === undefined) return false;
  if (kind === "data" && (packet.tcp?.payloadBytes ?? 0) === 0) return false;
  if (isRetransmission && !(packet.tcp?.notes ?? []).some((note) => note.endsWith("retransmission")))
    return false;
  if (note !== undefined && !notesOf(packet).includes(note)) return false;
  if (payload === undefined) return true;
  const bytes = packet.data === undefined ? new Uint8Array() : keptBytes(packet.data);
  return (
    matchesValue(payload, bytes, run) ||
    (typeof payload === "string" && matchesValue(payload, new TextDecoder().decode(bytes), run))
  );
}

const notesOf = ({ tcp, udp }: PastPacket): readonly string[] => tcp?.notes ?? udp?.notes ?? [];

/** SYN alone is the first packet of a handshake; ACK alone carries nothing; others may have more flags. */
function hasFlags({ tcp }: PastPacket, flags: readonly string[]): boolean {
  if (tcp === undefined) return false;
  const has: readonly string[] = tcp.flags;
  if (!flags.every((flag) => has.includes(flag))) return false;
  if (flags.length > 1) return true;
  if (flags[0] === "SYN") return !has.includes("ACK");
  return flags[0] !== "ACK" || (has.length === 1 && tcp.payloadBytes === 0);
}

function isEnd(id: string | null, end: PacketPattern["from"], run: RunKnowledge): boolean {
  if (end === undefined || "any" in end) return true;
  if (id === null) return false;
  if (end.variable === undefined && end.number === undefined)
    return programOf(id, run) === run.programName(end.program);
  return socketsOf(end satisfies SocketReference, run).some((socket) => socket.id === id);
}

function programOf(id: string | null, { history }: RunKnowledge): string | undefined {
  const pid = id === null ? undefined : history.sockets.get(id)?.pid;
  return pid === undefined ? undefined : history.programs.get(pid)?.name.replace(/ \(\d+\)$/, "");
}

function describePacket(packet: PastPacket, run: RunKnowledge): string {
  const end = (id: string | null) => programOf(id, run)?.replace(/\.(?:py|steps)$/, "") ?? "...";
  const { tcp, udp, icmp } = packet;
  const what =
    tcp === undefined
      ? udp === undefined
        ? icmp === undefined
          ? packet.protocol
          : `icmp (${icmp.name})`
        : "datagram"
      : [...tcp.flags].sort(bySeniority).join("-");
  const bytes = tcp?.payloadBytes ?? udp?.payloadBytes ?? 0;
  return `${end(packet.from)} > ${end(packet.to)} ${what}${[bytes > 0 ? ` (${bytes} bytes)` : "", ...notesOf(packet)].join(" ")}`;
}

const order = ["SYN", "FIN", "RST", "PSH", "URG", "ACK"];
const bySeniority = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);
