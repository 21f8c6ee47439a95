import { ArrivedBytes } from "./arrived-bytes.js";
import type { TcpHeader } from "./decoded-packet.js";
import { LossRecovery, type RepeatCause } from "./loss-recovery.js";
import { distance } from "./sequence-number.js";

/**
 * What a segment means in its conversation, named as Wireshark names it, in kebab-case. `rto` and `tail-loss-probe`, which
 * Wireshark has not, say why a segment was sent again.
 */
export type PacketNote =
  | "retransmission"
  | "rto"
  | "tail-loss-probe"
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
  lastAck: number | undefined;
  window: number;
  /** From this side's SYN: undefined where none was seen. */
  scale: number | undefined;
  /** The newest segment only asked whether the other side is there. */
  isAsking: boolean;
  /** Its SYN allows selective acknowledgements; undefined where none was seen. */
  allowsSack: boolean | undefined;
  /** What this side knows of what it has sent. */
  readonly recovery: LossRecovery;
  /** What of the other side's bytes has come to this one. */
  readonly received: ArrivedBytes;
}

/** What of the handshake was seen. */
interface Handshake {
  synAtUs: number | undefined;
  hasAnswer: boolean;
  roundTripUs: number | undefined;
}

/** RFC 7323 §2.3: more counts as this. */
const MAX_SCALE = 14;

/**
 * Follows one TCP connection from segment to segment, as they leave their senders, and says of each what Wireshark's expert
 * analysis would. It differs where more is known: Linux asks a closed window with an old sequence number, which is named for what
 * it is; and what had a sender send a segment again follows from the segments that `arrived` at it.
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
    if (isSyn) from.allowsSack = tcp.options.some(({ kind }) => kind === "SACK-PERMITTED");
    this.#time(tcp, segment.atUs);
    if (from.next === undefined) from.base = isSyn ? tcp.seq : (tcp.seq - 1) >>> 0;
    if (isAck && to.next === undefined && to.lastAck === undefined && !isSyn) to.base = (tcp.ack - 1) >>> 0;
    const window =
      isSyn || this.#hasScale !== true ? tcp.window : tcp.window << Math.min(from.scale ?? 0, MAX_SCALE);
    const length = lengthOf(tcp, segment.payloadBytes);
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

  /**
   * A segment of this side has arrived at the other one. Where nothing holds it up, that is as it was sent. Says whether it came out of
   * order: bytes before it are missing.
   */
  arrived(tcp: TcpHeader, segment: { side: 0 | 1; payloadBytes: number; atUs: number }): boolean {
    if (tcp.flags.includes("RST")) return false;
    const { payloadBytes, atUs } = segment;
    const receiver = this.#sides[segment.side === 0 ? 1 : 0];
    receiver.recovery.heard(tcp, { payloadBytes, windowBytes: tcp.window, atUs });
    const length = lengthOf(tcp, payloadBytes);
    return length > 0 && receiver.received.add(tcp.seq, (tcp.seq + length) >>> 0);
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
    else if (length > 0 && ahead < 0) {
      const isSpurious = to.lastAck !== undefined && distance(tcp.seq + length, to.lastAck) <= 0;
      notes.push(...namesOfRepeat(isSpurious, this.#causeOfRepeat(tcp, segment)));
    }
    if (length === 0 && ahead === 0 && tcp.ack === from.lastAck) {
      if (to.isAsking && window !== 0 && window === from.window) notes.push("keep-alive-ack");
      else if (window !== from.window && window !== 0) notes.push("window-update");
      // Only an ACK that answers data which did not fit says anything: RFC 5681 §2.
      else if (window !== 0 && isUnacknowledged(to, tcp.ack) && tcp.flags.length === 1)
        notes.push("duplicate-ack");
    }
    const offered = to.lastAck === undefined ? undefined : to.lastAck + to.window;
    if (segment.payloadBytes > 0 && offered !== undefined && ahead >= 0) {
      if (distance(tcp.seq + length, offered) === 0) notes.push("window-full");
    }
  }

  #causeOfRepeat({ seq, flags }: TcpHeader, { from, to, length, atUs }: Judged): RepeatCause | null {
    const segment = { seq, end: (seq + length) >>> 0, isSyn: flags.includes("SYN"), atUs };
    const hasSack = from.allowsSack !== false && to.allowsSack !== false;
    return from.recovery.sentAgain(segment, { hasSack, roundTripUs: this.#handshake.roundTripUs ?? 0 });
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
      if (length > 0) from.recovery.sentFirst({ seq: tcp.seq, end, isSyn: tcp.flags.includes("SYN"), atUs });
      from.next = end;
    }
    if (tcp.flags.includes("RST")) return;
    from.window = window;
    if (!isAck) return;
    from.lastAck = tcp.ack;
    from.received.advanceTo(tcp.ack);
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

/** Of a segment that begins before what was sent already; spurious where the other side has acknowledged all of it. */
function namesOfRepeat(isSpurious: boolean, cause: RepeatCause | null): PacketNote[] {
  const isFast = cause === "fast";
  const names: PacketNote[] = isSpurious ? ["spurious-retransmission"] : [];
  if (isFast) names.push("fast-retransmission");
  else if (!isSpurious) names.push("retransmission");
  return cause === null || isFast ? names : [...names, cause];
}

/** How many sequence numbers a segment takes up. */
function lengthOf({ flags }: TcpHeader, payloadBytes: number): number {
  return payloadBytes + (flags.includes("SYN") ? 1 : 0) + (flags.includes("FIN") ? 1 : 0);
}

/** The other side has sent more than this acknowledges. */
function isUnacknowledged({ next }: Direction, ack: number): boolean {
  return next !== undefined && distance(next, ack) > 0;
}

function newDirection(): Direction {
  return {
    base: 0,
    next: undefined,
    lastAck: undefined,
    window: 0,
    scale: undefined,
    isAsking: false,
    allowsSack: undefined,
    recovery: new LossRecovery(),
    received: new ArrivedBytes(),
  };
}
