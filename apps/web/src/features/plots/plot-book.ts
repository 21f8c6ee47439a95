import type { LabEventOf } from "@sockpit/protocol";
import type { EventLog } from "../../record/event-log.js";

export type TcpSample = LabEventOf<"tcpSampled">;
type Packet = LabEventOf<"packet">;

/** A segment as it was sent, from one sequence number to before another: relative, as in packets. */
export interface SentSegment {
  readonly atUs: number;
  readonly packet: number;
  readonly from: number;
  readonly to: number;
  readonly isAgain: boolean;
  /** When it died on the wire; null where it did not, or not yet. */
  lostUs: number | null;
}

/** An acknowledgement as it came to the sender: what is acknowledged, and how far the peer lets it go on. */
export interface CameAck {
  readonly atUs: number;
  readonly ack: number;
  readonly edge: number;
}

/** What is known of one direction of a connection: how its sender sends, and what it sent. */
export interface SendingSide {
  readonly socket: string;
  readonly samples: TcpSample[];
  readonly segments: SentSegment[];
  readonly acks: CameAck[];
  sentBytes: number;
  /** The number behind the last byte that was sent. */
  sentTo: number;
}

/** The sides that were sampled, out of a lab's events, which it takes in once each. */
export class PlotBook {
  readonly #log: EventLog;
  readonly #sides = new Map<string, SendingSide>();
  /** Packets that are on the wire: of whom, and what becomes of them there. */
  readonly #segments = new Map<number, SentSegment>();
  readonly #acks = new Map<number, { side: SendingSide; ack: number; edge: number }>();
  #firstSeq = 0;
  #lastSeq = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Those with samples, the busiest sender first. */
  get sides(): readonly SendingSide[] {
    return [...this.#sides.values()]
      .filter(({ samples }) => samples.length > 0)
      .sort((a, b) => b.sentBytes - a.sentBytes);
  }

  /** Takes in what is new. Where the oldest events are gone, it begins anew: that happens once in thousands of events. */
  update(): void {
    const { list, firstSeq } = this.#log;
    if (firstSeq !== this.#firstSeq || this.#log.lastSeq < this.#lastSeq) this.#clear(firstSeq);
    let first = list.length;
    while (first > 0 && (list[first - 1]?.seq ?? 0) > this.#lastSeq) first -= 1;
    for (const event of list.slice(first)) {
      this.#lastSeq = event.seq;
      if (event.event === "tcpSampled") this.#side(event.socket).samples.push(event);
      else if (event.event === "packet") this.#packet(event);
      else if (event.event === "packetLeft") this.#left(event);
    }
  }

  #clear(firstSeq: number): void {
    this.#sides.clear();
    this.#segments.clear();
    this.#acks.clear();
    this.#firstSeq = firstSeq;
    this.#lastSeq = 0;
  }

  #side(socket: string): SendingSide {
    const known = this.#sides.get(socket);
    if (known !== undefined) return known;
    const made = { socket, samples: [], segments: [], acks: [], sentBytes: 0, sentTo: 0 };
    this.#sides.set(socket, made);
    return made;
  }

  #packet({ at, packet, tcp, from, to, wire }: Packet): void {
    if (tcp === undefined || wire === undefined) return;
    const { relativeSeq, relativeAck, windowBytes, payloadBytes, flags } = tcp;
    if (from !== null && payloadBytes > 0) {
      const side = this.#side(from);
      const segment: SentSegment = {
        atUs: at,
        packet,
        from: relativeSeq,
        to: relativeSeq + payloadBytes,
        // As it leaves its host nothing has overtaken it, so what begins before the end was sent before.
        isAgain: relativeSeq < side.sentTo,
        lostUs: null,
      };
      side.segments.push(segment);
      side.sentBytes += payloadBytes;
      side.sentTo = Math.max(side.sentTo, segment.to);
      this.#segments.set(packet, segment);
    }
    if (to !== null && relativeAck !== null && !flags.includes("RST"))
      this.#acks.set(packet, {
        side: this.#side(to),
        ack: relativeAck,
        edge: relativeAck + windowBytes,
      });
  }

  #left({ at, packet, fate, isCopy }: LabEventOf<"packetLeft">): void {
    const segment = this.#segments.get(packet);
    if (segment !== undefined && fate === "dropped") segment.lostUs = at;
    const came = this.#acks.get(packet);
    if (came !== undefined && fate === "delivered")
      came.side.acks.push({ atUs: at, ack: came.ack, edge: came.edge });
    if (isCopy === true) return;
    this.#segments.delete(packet);
    this.#acks.delete(packet);
  }
}

/** When segments were sent again and when they died, in order: what a person looks for first. */
export function marksOf(side: SendingSide): { atUs: number; kind: "again" | "lost"; packet: number }[] {
  return side.segments
    .flatMap(({ atUs, packet, isAgain, lostUs }) => [
      ...(isAgain ? [{ atUs, kind: "again" as const, packet }] : []),
      ...(lostUs === null ? [] : [{ atUs: lostUs, kind: "lost" as const, packet }]),
    ])
    .sort((a, b) => a.atUs - b.atUs);
}

/** The newest sample at a time; undefined before the first. */
export function sampleAt({ samples }: SendingSide, atUs: number): TcpSample | undefined {
  return samples.findLast(({ at }) => at <= atUs);
}
