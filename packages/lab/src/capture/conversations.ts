import {
  type DecodedPacket,
  HelloBuffers,
  type SegmentMeaning,
  TcpConversation,
  TlsConversation,
  type TlsSegment,
} from "@sockpit/sockets";
import { FlowMap } from "./flow-map.js";
import type { NamedFlow } from "./named-flows.js";

/** A packet's place among those that the same two ends exchanged. */
export interface Place {
  readonly stream: number;
  /** 0 for the end that sent the stream's first packet. */
  readonly side: 0 | 1;
  /** Which packet of its stream it is, from 1. */
  readonly order: number;
  /** What the segment means; absent for UDP. */
  readonly meaning?: SegmentMeaning;
  /** What it carries of TLS; absent where no record is in it. */
  readonly tls?: TlsSegment | undefined;
  /** The connection, to be told when the segment arrives. */
  readonly tcp?: TcpConversation;
}

/** Two ends that were seen to speak, and the direction in which that began. */
interface Conversation {
  readonly tcp: TcpConversation | null;
  readonly number: number;
  readonly first: string;
  packets: number;
  /** Null as long as nothing in it was TLS. */
  tls: TlsConversation | null;
}

function sideIn({ first }: Conversation, { key }: NamedFlow): 0 | 1 {
  return first === key ? 0 : 1;
}

/** The TCP connections and UDP conversations of a lab, numbered as they begin. */
export class Conversations {
  readonly #known = new FlowMap<Conversation>();
  readonly #helloBuffers = new HelloBuffers();
  #lastNumber = 0;

  /** Takes the next packet of a flow. */
  place({ tcp, payload }: DecodedPacket, flow: NamedFlow, atUs: number): Place {
    const known = this.#known.get(flow.conversation);
    const isReused =
      tcp !== undefined && known !== undefined && known.tcp?.isOther(tcp, sideIn(known, flow)) === true;
    const conversation =
      known === undefined || isReused ? this.#begin(flow, { isTcp: tcp !== undefined }) : known;
    conversation.packets += 1;
    const side = sideIn(conversation, flow);
    const { number: stream, packets: order } = conversation;
    if (tcp === undefined || conversation.tcp === null) return { stream, side, order };
    const meaning = conversation.tcp.follow(tcp, { side, payloadBytes: payload.length, atUs });
    if (isReused) meaning.notes.push("port-reused");
    const { tcp: connection } = conversation;
    if (payload.length === 0) return { stream, side, order, meaning, tcp: connection };
    // The SYN itself has a number; what it carries comes after it.
    const seq = meaning.relativeSeq + (tcp.flags.includes("SYN") ? 1 : 0);
    if (conversation.tls === null && !TlsConversation.begins(payload, seq))
      return { stream, side, order, meaning, tcp: connection };
    conversation.tls ??= new TlsConversation(this.#helloBuffers);
    const tls = conversation.tls.follow(payload, { side, seq });
    return { stream, side, order, meaning, tcp: connection, tls };
  }

  close(): void {
    this.#known.close();
  }

  #begin({ key: first, conversation: name }: NamedFlow, { isTcp }: { isTcp: boolean }): Conversation {
    this.#lastNumber += 1;
    const tcp = isTcp ? new TcpConversation() : null;
    const conversation = { tcp, number: this.#lastNumber, first, packets: 0, tls: null };
    this.#known.set(name, conversation);
    return conversation;
  }
}

/** A packet has come to the host that it was for: of a segment, its connection is told. Says whether it came out of order. */
export function segmentArrived(
  { tcp, payload }: DecodedPacket,
  place: Place | undefined,
  atUs: number,
): boolean {
  if (tcp === undefined || place?.tcp === undefined) return false;
  return place.tcp.arrived(tcp, { side: place.side, payloadBytes: payload.length, atUs });
}
