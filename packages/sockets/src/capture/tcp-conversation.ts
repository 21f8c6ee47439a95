import type { TcpHeader } from "./decoded-packet.js";

/** What a segment means in its conversation, named as Wireshark names it, in kebab-case. */
export type PacketNote =
  | "retransmission"
  | "fast-retransmission"
  | "spurious-retransmission"
  | "out-of-order"
  | "previous-segment-not-captured"
  | "duplicate-ack"
  | "zero-window"
  | "zero-window-probe"
  | "window-full"
  | "window-update"
  | "keep-alive"
  | "keep-alive-ack"
  | "reset"
  | "port-reused";

/** What a segment is in its conversation. */
export interface SegmentMeaning {
  readonly relativeSeq: number;
  readonly relativeAck: number | null;
  readonly windowBytes: number;
  readonly notes: PacketNote[];
}

/** One direction, as far as it has been seen. Sequence numbers are modulo 2^32. */
interface Direction {
  /** The initial sequence number, or one before the first byte seen. */
  base: number;
  /** After the highest byte seen; undefined before the first segment. */
  next: number | undefined;
  nextAtUs: number;
  lastAck: number | undefined;
  lastAckAtUs: number;
  duplicateAcks: number;
  window: number;
  /** From this side's SYN: undefined where none was seen. */
  scale: number | undefined;
  /** The newest segment only asked whether the other side is there. */
  isAsking: boolean;
}

/** What of the handshake was seen. */
interface Handshake {
  synAtUs: number | undefined;
  hasAnswer: boolean;
  roundTripUs: number | undefined;
}

/** Wireshark's limits: sent again so soon after the newest of three duplicate ACKs, or so soon after a later segment where the first round trip was not seen. */
const FAST_RETRANSMISSION_US = 20_000;
const OUT_OF_ORDER_US = 3_000;

/** RFC 7323 §2.3: more counts as this. */
const MAX_SCALE = 14;

/** a - b modulo 2^32, as a signed number: RFC 1982. */
function distance(a: number, b: number): number {
  return (a - b) | 0;
}

/**
 * Follows one TCP connection from segment to segment, and says of each what Wireshark's expert analysis would. It
 * differs in one: Linux asks a closed window with an old sequence number, which is named for what it is.
 */
export class TcpConversation {
  readonly #sides: readonly [Direction, Direction] = [newDirection(), newDirection()];
  #hasScale: boolean | undefined;
  readonly #handshake: Handshake = { synAtUs: undefined, hasAnswer: false, roundTripUs: undefined };

  /** True where a SYN with this number begins another connection between the same two ends. */
  isOther({ flags, seq }: TcpHeader, side: 0 | 1): boolean {
    const { next, base } = this.#sides[side];
    return flags.includes("SYN") && !flags.includes("ACK") && next !== undefined && seq !== base;
  }

  /** Takes the next segment of the side that sent it. */
  follow(tcp: TcpHeader, segment: { side: 0 | 1; payloadBytes: number; atUs: number }): SegmentMeaning {
    const from = this.#sides[segment.side];
    const to = this.#sides[segment.side === 0 ? 1 : 0];
    const isSyn = tcp.flags.includes("SYN");
    const isAck = tcp.flags.includes("ACK");
    const isFin = tcp.flags.includes("FIN");
    if (isSyn) this.#scales(tcp, from);
    this.#time(tcp, segment.atUs);
    if (from.next === undefined) from.base = isSyn ? tcp.seq : (tcp.seq - 1) >>> 0;
    if (isAck && to.next === undefined && to.lastAck === undefined && !isSyn) to.base = (tcp.ack - 1) >>> 0;
    const window =
      isSyn || this.#hasScale !== true ? tcp.window : tcp.window << Math.min(from.scale ?? 0, MAX_SCALE);
    const length = segment.payloadBytes + (isSyn ? 1 : 0) + (isFin ? 1 : 0);
    const notes: PacketNote[] = [];
    const { payloadBytes, atUs } = segment;
    if (tcp.flags.includes("RST")) notes.push("reset");
    else {
      const isControl = isSyn || isFin;
      this.#judge(tcp, { from, to, window, length, payloadBytes, isControl, atUs }, notes);
    }
    this.#advance(tcp, { from, window, length, atUs, isAck });
    return {
      relativeSeq: (tcp.seq - from.base) >>> 0,
      relativeAck: isAck ? (tcp.ack - to.base) >>> 0 : null,
      windowBytes: window,
      notes,
    };
  }

  /** From the SYN to the ACK that ends the handshake. */
  #time({ flags }: TcpHeader, atUs: number): void {
    const handshake = this.#handshake;
    if (flags.includes("SYN")) {
      if (flags.includes("ACK")) handshake.hasAnswer = true;
      else handshake.synAtUs = atUs;
    } else if (handshake.hasAnswer && handshake.synAtUs !== undefined && flags.includes("ACK"))
      handshake.roundTripUs ??= atUs - handshake.synAtUs;
  }

  /** Windows are scaled only where both SYNs offer it: RFC 7323 §2.2. */
  #scales({ options, flags }: TcpHeader, from: Direction): void {
    const option = options.find(({ kind }) => kind === "WINDOW-SCALE");
    const isOffered = option !== undefined;
    if (option?.kind === "WINDOW-SCALE") from.scale = option.value;
    this.#hasScale = isOffered && (!flags.includes("ACK") || this.#hasScale !== false);
  }

  #judge(tcp: TcpHeader, segment: Judged, notes: PacketNote[]): void {
    const { from, to, window, length, isControl } = segment;
    const { next } = from;
    from.isAsking = false;
    if (next === undefined) return;
    const ahead = distance(tcp.seq, next);
    if (window === 0 && !isControl) notes.push("zero-window");
    if (!isControl && length <= 1 && (ahead === -1 || (length === 1 && ahead === 0 && to.window === 0))) {
      notes.push(to.window === 0 ? "zero-window-probe" : "keep-alive");
      from.isAsking = true;
      return;
    }
    if (ahead > 0) notes.push("previous-segment-not-captured");
    else if (length > 0 && ahead < 0)
      notes.push(sentAgain(tcp, segment, { next, earlyUs: this.#handshake.roundTripUs ?? OUT_OF_ORDER_US }));
    if (length === 0 && ahead === 0 && tcp.ack === from.lastAck) {
      if (to.isAsking && window !== 0 && window === from.window) notes.push("keep-alive-ack");
      else if (window !== from.window && window !== 0) notes.push("window-update");
      // Only an ACK that answers data which did not fit says anything: RFC 5681 §2.
      else if (window !== 0 && isUnacknowledged(to, tcp.ack) && tcp.flags.length === 1) {
        from.duplicateAcks += 1;
        notes.push("duplicate-ack");
      }
    }
    const offered = to.lastAck === undefined ? undefined : to.lastAck + to.window;
    if (segment.payloadBytes > 0 && offered !== undefined && ahead >= 0) {
      if (distance(tcp.seq + length, offered) === 0) notes.push("window-full");
    }
  }

  #advance(
    tcp: TcpHeader,
    {
      from,
      window,
      length,
      atUs,
      isAck,
    }: { from: Direction; window: number; length: number; atUs: number; isAck: boolean },
  ): void {
    const end = (tcp.seq + length) >>> 0;
    if (from.next === undefined || distance(end, from.next) > 0) {
      from.next = end;
      from.nextAtUs = atUs;
    }
    if (tcp.flags.includes("RST")) return;
    from.window = window;
    if (!isAck) return;
    if (tcp.ack !== from.lastAck) from.duplicateAcks = 0;
    from.lastAckAtUs = atUs;
    from.lastAck = tcp.ack;
  }
}

interface Judged {
  readonly from: Direction;
  readonly to: Direction;
  readonly window: number;
  readonly length: number;
  readonly payloadBytes: number;
  readonly isControl: boolean;
  readonly atUs: number;
}

/** A segment that begins before what was sent already. */
function sentAgain(
  tcp: TcpHeader,
  { to, from, length, atUs }: Judged,
  { next, earlyUs }: { next: number; earlyUs: number },
): PacketNote {
  const end = (tcp.seq + length) >>> 0;
  if (to.lastAck !== undefined && distance(end, to.lastAck) <= 0) return "spurious-retransmission";
  const isSoon = atUs - to.lastAckAtUs < FAST_RETRANSMISSION_US;
  if (to.duplicateAcks >= 2 && to.lastAck === tcp.seq && isSoon) return "fast-retransmission";
  return atUs - from.nextAtUs < earlyUs && end !== next ? "out-of-order" : "retransmission";
}

/** The other side has sent more than this acknowledges. */
function isUnacknowledged({ next }: Direction, ack: number): boolean {
  return next !== undefined && distance(next, ack) > 0;
}

function newDirection(): Direction {
  return {
    base: 0,
    next: undefined,
    nextAtUs: 0,
    lastAck: undefined,
    lastAckAtUs: 0,
    duplicateAcks: 0,
    window: 0,
    scale: undefined,
    isAsking: false,
  };
}
