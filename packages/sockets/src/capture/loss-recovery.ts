import type { TcpHeader } from "./decoded-packet.js";
import { distance } from "./sequence-number.js";

/** Why Linux sent bytes again: without waiting for a timer, when the retransmission timer ended, or as a probe of the last bytes before that. */
export type RepeatCause = "fast" | "rto" | "tail-loss-probe";

/** A segment that takes up sequence numbers, as it leaves its sender. */
export interface SentSegment {
  readonly seq: number;
  /** The number after its last byte. */
  readonly end: number;
  readonly isSyn: boolean;
  readonly atUs: number;
}

/** A part of the least RTO of Linux, 200 ms: packets may be seen some milliseconds after they were sent. */
const TIMER_US = 150_000;

/** RFC 5681 §3.2. */
const DUPLICATE_ACKS = 3;

/**
 * What the sending side of a connection knows of its own segments, and so why it sends one again. It follows Linux: with SACK,
 * the first timer behind a tail of segments is that of a tail loss probe (RFC 8985 §7), which repeats the end of what was sent;
 * the retransmission timer (RFC 6298) repeats its beginning, 200 ms at least after it was started; ACKs that show a loss bring
 * about a fast retransmission (RFC 5681 §3.2, RFC 8985 §6).
 */
export class LossRecovery {
  /** The highest acknowledgement that has arrived; before the first, where the sender began. */
  #acknowledged: number | undefined;
  /** After the highest byte sent. */
  #next: number | undefined;
  /** After the highest byte beyond `#acknowledged` that a SACK block has named. */
  #selectiveEnd: number | undefined;
  #duplicateAcks = 0;
  #windowHeard: number | undefined;
  /** When the retransmission timer was started last, at the earliest. */
  #timerUs = Number.NEGATIVE_INFINITY;
  #ackHeardUs = Number.NEGATIVE_INFINITY;
  #synHeardUs = Number.NEGATIVE_INFINITY;
  /** A probe of the tail is under way, which there is one of at a time. */
  #probedEnd: number | undefined;
  /** A loss is being repaired, until this is acknowledged. */
  #repair: { readonly kind: "fast" | "rto"; readonly until: number } | null = null;

  /** A segment with bytes that were never sent before. */
  sentFirst({ seq, end, atUs }: SentSegment): void {
    this.#acknowledged ??= seq;
    if (this.#next === undefined || this.#acknowledged === this.#next) this.#timerUs = atUs;
    this.#next = end;
  }

  /**
   * A segment whose bytes were sent before, and what had the sender send it again; null where that is not certain, or where it
   * repairs what a timeout has shown. SACK and the round trip are those of the handshake.
   */
  sentAgain(segment: SentSegment, known: { hasSack: boolean; roundTripUs: number }): RepeatCause | null {
    const cause = segment.isSyn ? this.#causeOfSyn(segment) : this.#cause(segment, known);
    const until = this.#next ?? segment.end;
    if (this.#isHead(segment) || cause === "tail-loss-probe") this.#timerUs = segment.atUs;
    if (cause === "tail-loss-probe") this.#probedEnd = until;
    else if (cause === "rto") this.#repair = { kind: "rto", until };
    else if (cause === "fast") this.#repair ??= { kind: "fast", until };
    return cause;
  }

  /** A segment of the other side has arrived. */
  heard(
    { flags, ack, options }: TcpHeader,
    { payloadBytes, windowBytes, atUs }: { payloadBytes: number; windowBytes: number; atUs: number },
  ): void {
    if (flags.includes("SYN")) this.#synHeardUs = atUs;
    if (!flags.includes("ACK")) return;
    this.#ackHeardUs = atUs;
    const ahead = this.#acknowledged === undefined ? 1 : distance(ack, this.#acknowledged);
    if (ahead > 0) this.#advance(ack, atUs);
    else if (ahead === 0 && payloadBytes === 0 && flags.length === 1 && windowBytes === this.#windowHeard)
      this.#duplicateAcks += 1;
    this.#windowHeard = windowBytes;
    for (const option of options) {
      if (option.kind !== "SACK") continue;
      for (const [, end] of option.blocks)
        if (distance(end, this.#selectiveEnd ?? this.#acknowledged ?? ack) > 0) this.#selectiveEnd = end;
    }
  }

  #advance(ack: number, atUs: number): void {
    this.#acknowledged = ack;
    this.#duplicateAcks = 0;
    this.#timerUs = atUs;
    const isPassed = (number: number) => distance(ack, number) >= 0;
    if (this.#selectiveEnd !== undefined && isPassed(this.#selectiveEnd)) this.#selectiveEnd = undefined;
    if (this.#probedEnd !== undefined && isPassed(this.#probedEnd)) this.#probedEnd = undefined;
    if (this.#repair !== null && isPassed(this.#repair.until)) this.#repair = null;
  }

  /** A SYN-ACK also answers a SYN that came again. */
  #causeOfSyn({ atUs }: SentSegment): RepeatCause | null {
    const isAnswer = this.#synHeardUs > this.#timerUs && atUs - this.#synHeardUs < TIMER_US;
    return !isAnswer && atUs - this.#timerUs >= TIMER_US ? "rto" : null;
  }

  #cause(
    segment: SentSegment,
    { hasSack, roundTripUs }: { hasSack: boolean; roundTripUs: number },
  ): RepeatCause | null {
    const { end, atUs } = segment;
    const isHead = this.#isHead(segment);
    const isLate = atUs - this.#timerUs >= TIMER_US;
    const quietUs = atUs - this.#ackHeardUs;
    if (this.#repair?.kind === "rto") return isHead && isLate && quietUs >= TIMER_US ? "rto" : null;
    // RFC 8985 §6.2 waits a round trip at most behind an ACK.
    if (this.#repair !== null || this.#isShownLost(end, hasSack))
      return isHead && isLate && quietUs >= Math.max(TIMER_US, roundTripUs) ? "rto" : "fast";
    const isTail = end === this.#next;
    const canProbe = isTail && hasSack && this.#probedEnd === undefined;
    // The probe waits two round trips at least, and with one segment under way as long as the other timer: RFC 8985 §7.2.
    if (canProbe && (isHead ? isLate : quietUs >= roundTripUs)) return "tail-loss-probe";
    if (isHead && isLate) return "rto";
    // No timer has ended: an ACK has brought it about, such as of a segment that was sent again later, RFC 8985 §6.2.
    return quietUs < Math.max(TIMER_US, roundTripUs) ? "fast" : null;
  }

  /** With SACK, duplicate ACKs may answer what came twice. */
  #isShownLost(end: number, hasSack: boolean): boolean {
    if (!hasSack) return this.#duplicateAcks >= DUPLICATE_ACKS;
    return this.#selectiveEnd !== undefined && distance(this.#selectiveEnd, end) > 0;
  }

  #isHead({ seq }: SentSegment): boolean {
    return this.#acknowledged === undefined || distance(seq, this.#acknowledged) <= 0;
  }
}
