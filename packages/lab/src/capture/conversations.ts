import type { PacketEnd } from "@sockpit/protocol";
import { type DecodedPacket, type SegmentMeaning, TcpConversation } from "@sockpit/sockets";
import { FlowMap } from "./flow-map.js";

/** A packet's place among those that the same two ends exchanged. */
export interface Place {
  readonly stream: number;
  /** 0 for the end that sent the stream's first packet. */
  readonly side: 0 | 1;
  /** Which packet of its stream it is, from 1. */
  readonly order: number;
  /** What the segment means; absent for UDP. */
  readonly meaning?: SegmentMeaning;
}

/** Two ends that were seen to speak, and which of them has which name. */
interface Conversation {
  readonly tcp: TcpConversation | null;
  readonly number: number;
  readonly first: string;
  packets: number;
}

/** The TCP connections and UDP conversations of a lab, numbered as they begin. */
export class Conversations {
  readonly #known = new FlowMap<Conversation>();
  #lastNumber = 0;

  /** Takes the next packet of a lab. Undefined where it has no ports: ICMP, and fragments of what is not known. */
  place(
    decoded: DecodedPacket,
    { source, destination, at }: { source: PacketEnd; destination: PacketEnd; at: number },
  ): Place | undefined {
    const { tcp, payload, icmp } = decoded;
    if (icmp !== undefined || source.port === undefined || destination.port === undefined) return undefined;
    const a = `${source.host} ${source.port}`;
    const b = `${destination.host} ${destination.port}`;
    const key = `${decoded.protocolNumber} ${a < b ? `${a} ${b}` : `${b} ${a}`}`;
    const known = this.#known.get(key);
    const sideIn = ({ first }: Conversation) => (first === a ? 0 : 1);
    const isReused =
      tcp !== undefined && known !== undefined && known.tcp?.isOther(tcp, sideIn(known)) === true;
    const conversation =
      known === undefined || isReused ? this.#begin(key, { first: a, isTcp: tcp !== undefined }) : known;
    conversation.packets += 1;
    const side = sideIn(conversation);
    const place = { stream: conversation.number, side, order: conversation.packets } as const;
    if (tcp === undefined || conversation.tcp === null) return place;
    const meaning = conversation.tcp.follow(tcp, { side, payloadBytes: payload.length, atUs: at });
    if (isReused) meaning.notes.push("port-reused");
    return { ...place, meaning };
  }

  close(): void {
    this.#known.close();
  }

  #begin(key: string, { first, isTcp }: { first: string; isTcp: boolean }): Conversation {
    this.#lastNumber += 1;
    const tcp = isTcp ? new TcpConversation() : null;
    const conversation = { tcp, number: this.#lastNumber, first, packets: 0 };
    this.#known.set(key, conversation);
    return conversation;
  }
}
