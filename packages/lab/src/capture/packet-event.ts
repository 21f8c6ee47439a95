import type { OnWire, PacketEnd, TcpFlag } from "@sockpit/protocol";
import type { ArpPacket, DecodedPacket, SegmentMeaning } from "@sockpit/sockets";

type TcpOption = NonNullable<DecodedPacket["tcp"]>["options"][number];

import { tracedDataJson } from "../traced-json.js";
import type { Place } from "./conversations.js";

/** What the lab found out about a packet beside its own bytes. */
export interface PacketContext {
  readonly packet: number;
  readonly source: PacketEnd;
  readonly destination: PacketEnd;
  readonly from: string | null;
  readonly to: string | null;
  readonly call: number | undefined;
  readonly place: Place | undefined;
  /** A datagram for which its socket had no room. */
  readonly isDropped: boolean;
  /** In a lab with a wire: where it passed. */
  readonly where: PassedWhere | undefined;
}

/** Over the `lo` of a host, or on the wire from one to another. */
export type PassedWhere = { readonly host: string } | { readonly wire: OnWire };

/**
 * The event of a packet as JSON, but for its end: see `Trace.appendPacket`. There are many, and most of what they hold is
 * numbers; tests parse each.
 */
export function packetEventHead(decoded: DecodedPacket, context: PacketContext): string {
  const { packet, source, destination, from, to, call, place, where } = context;
  const { lengthBytes, fragment, payload, icmp } = decoded;
  const ends = `"source":${endJson(source)},"destination":${endJson(destination)}`;
  const owners = `"from":${idJson(from)},"to":${idJson(to)}${call === undefined ? "" : `,"call":${call}`}`;
  const stream = place === undefined ? "" : `,"stream":${place.stream}`;
  const piece = fragment === undefined ? "" : `,"fragment":${JSON.stringify(fragment)}`;
  const hasData = payload.length > 0 && icmp?.subject === undefined && icmp?.neighbour === undefined;
  const data = hasData ? `,"data":${tracedDataJson(payload)}` : "";
  const passed = where === undefined ? "" : `,${JSON.stringify(where).slice(1, -1)}`;
  const tls = place?.tls === undefined ? "" : `,"tls":${JSON.stringify(place.tls)}`;
  return (
    `{"event":"packet","packet":${packet},"lengthBytes":${lengthBytes},${ends},${owners},` +
    `"protocol":"${protocolOf(decoded)}"${passed}${stream}${transportJson(decoded, context)}${piece}${tls}${data}`
  );
}

/** The event of an ARP packet: see `packetEventHead`. */
export function arpEventHead(
  packet: number,
  { isRequest, source, destination, mac, lengthBytes }: ArpPacket & { lengthBytes: number },
  wire: OnWire,
): string {
  return JSON.stringify({
    event: "packet",
    packet,
    lengthBytes,
    source: { host: source },
    destination: { host: destination },
    from: null,
    to: null,
    protocol: "ARP",
    wire,
    arp: { isRequest, mac },
  }).slice(0, -1);
}

export function protocolOf({
  version,
  protocolNumber,
}: DecodedPacket): "TCP" | "UDP" | "ICMP" | "ICMPv6" | "other" {
  if (protocolNumber === 6) return "TCP";
  if (protocolNumber === 17) return "UDP";
  if (protocolNumber === 1 && version === 4) return "ICMP";
  return protocolNumber === 58 && version === 6 ? "ICMPv6" : "other";
}

/** An address, which needs no escaping. */
function endJson({ host, port }: PacketEnd): string {
  return port === undefined ? `{"host":"${host}"}` : `{"host":"${host}","port":${port}}`;
}

/** A cookie, which is digits. */
function idJson(id: string | null): string {
  return id === null ? "null" : `"${id}"`;
}

function transportJson(
  { tcp, udp, icmp, payload }: DecodedPacket,
  { place, isDropped }: PacketContext,
): string {
  if (tcp !== undefined)
    return place?.meaning === undefined ? "" : `,"tcp":${tcpJson(tcp, place.meaning, payload.length)}`;
  if (udp !== undefined)
    return `,"udp":{"payloadBytes":${payload.length}${isDropped ? ',"notes":["receive-queue-full"]' : ""}}`;
  if (icmp === undefined) return "";
  const { subject, ...rest } = icmp;
  return `,"icmp":${JSON.stringify(subject === undefined ? rest : { ...rest, about: subject })}`;
}

function tcpJson(
  { seq, ack, flags, options }: NonNullable<DecodedPacket["tcp"]>,
  { relativeSeq, relativeAck, windowBytes, notes }: SegmentMeaning,
  payloadBytes: number,
): string {
  const mss = options.find((option) => option.kind === "MSS");
  return (
    `{"seq":${seq},"ack":${ack},"relativeSeq":${relativeSeq},"relativeAck":${relativeAck},` +
    `"flags":${flagsJson(flags)},"windowBytes":${windowBytes}${mss?.kind === "MSS" ? `,"mssBytes":${mss.value}` : ""},` +
    `"options":${optionsJson(options)},"payloadBytes":${payloadBytes},` +
    `"notes":${notes.length === 0 ? "[]" : JSON.stringify(notes)}}`
  );
}

/** Almost all segments on Linux carry timestamps and nothing else: RFC 7323. */
function optionsJson(options: readonly TcpOption[]): string {
  const [first, second] = options;
  if (first === undefined) return "[]";
  if (first.kind !== "TIMESTAMPS" || second !== undefined) return JSON.stringify(options);
  return `[{"kind":"TIMESTAMPS","value":${first.value},"echo":${first.echo}}]`;
}

/** Segments come in a handful of combinations, which are the same array each time. */
const flagsAsJson = new WeakMap<readonly TcpFlag[], string>();

function flagsJson(flags: readonly TcpFlag[]): string {
  const known = flagsAsJson.get(flags);
  if (known !== undefined) return known;
  const json = JSON.stringify(flags);
  flagsAsJson.set(flags, json);
  return json;
}
