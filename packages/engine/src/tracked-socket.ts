import type { Family, SocketState, SocketType } from "@sockpit/protocol";
import type { PacketEnd } from "./facts.js";
import { distance, isAfter, plus } from "./sequence.js";

/** What a listening socket has. */
export class Listening {
  backlog: number;
  readonly local: PacketEnd | null;
  /** Half-open connections, oldest first. */
  readonly syn: TrackedSocket[] = [];
  /** Connections that wait for `accept`, the next one first. */
  readonly accept: TrackedSocket[] = [];
  /** Another socket listens at the same address: nobody knows whose a connection is. */
  isShared = false;

  constructor(backlog: number, local: PacketEnd | null) {
    this.backlog = backlog;
    this.local = local;
  }

  /** Linux admits one connection more than the backlog: sk_acceptq_is_full(). */
  get isFull(): boolean {
    return this.accept.length > this.backlog;
  }

  /** Further connections get SYN cookies: inet_csk_reqsk_queue_is_full(). (Older kernels admit one less.) */
  get isSynQueueFull(): boolean {
    return this.syn.length > this.backlog;
  }
}

/** What a TCP socket has sent and received: the variables of RFC 9293 §3.3.1, as far as packets and calls show them. */
export class Transmission {
  /** The initial sequence number of this side. */
  readonly first: number;
  /** SND.UNA; never the SYN's own. */
  unacknowledged: number;
  /** After the last byte of data that was seen to be sent. */
  sent: number;
  /** After the last byte that calls have written. */
  written: number;
  /** This side's FIN stands here in the sequence; undefined where none was sent. */
  finAt: number | undefined;
  /** RCV.NXT; undefined before the peer's SYN. */
  next: number | undefined;
  /** After the last byte that calls have taken. */
  taken = 0;
  hasFin = false;
  /** What came ahead of its turn: first byte, and the one after the last. */
  ahead: [number, number][] = [];
  lastAck: number | undefined;
  /** TCP_DEFER_ACCEPT: the ACK of the SYN-ACK came, and was put off. */
  isDeferred = false;
  /** No half-open connection is kept: the SYN-ACK's number is a cookie. */
  hasCookie = false;

  constructor(first: number) {
    this.first = first;
    this.unacknowledged = plus(first, 1);
    this.sent = this.unacknowledged;
    this.written = this.unacknowledged;
  }

  begin(peerFirst: number): void {
    this.next = plus(peerFirst, 1);
    this.taken = this.next;
  }

  get receivedBytes(): number {
    if (this.next === undefined) return 0;
    return Math.max(0, distance(this.next, this.taken) - (this.hasFin ? 1 : 0));
  }

  get unacknowledgedBytes(): number {
    const end = isAfter(this.sent, this.written) ? this.sent : this.written;
    return Math.max(0, distance(end, this.unacknowledged));
  }
}

/** A socket as it is at the moment of the newest fact. */
export class TrackedSocket {
  /** Empty where the kernel has not named it. */
  id: string;
  readonly family: Family;
  readonly type: SocketType;
  state: SocketState;
  /** A process has a descriptor of it. */
  isHeld = true;
  /** The call that closes its last descriptor has begun. */
  isClosing = false;
  /** A listener got its SYN. */
  isPassive = false;
  listening: Listening | null = null;
  /** Of a connection that nobody has accepted. */
  listener: TrackedSocket | null = null;
  queue: "syn" | "accept" | null = null;
  transmission: Transmission | null = null;
  isReadShut = false;
  /** TCP_DEFER_ACCEPT: what connects to it is accepted with its first data. */
  isDeferring = false;
  /** Bytes of each datagram that waits. */
  readonly datagrams: number[] = [];
  /** The other end of a connected Unix socket. */
  peer: TrackedSocket | null = null;
  receiveQueueBytes = 0;
  sendQueueBytes = 0;
  acceptQueueLength = 0;
  synQueueLength = 0;
  /** Calls that wait to send, or to receive: what they have moved so far is unknown. */
  sending = 0;
  receiving = 0;
  /** What they have moved so far, as a look at the kernel has shown. */
  sentAheadBytes = 0;
  receivedAheadBytes = 0;
  /** Something was not seen, so that the kernel is believed without a correction. */
  isSendUncertain = false;
  isReceiveUncertain = false;
  isUncertain = false;
  /** A segment came just when the kernel moved it to FIN-WAIT-2, and may have been dropped: see `Segments`. */
  mayHaveMissed = false;
  /** A message holds it. */
  isSentAway = false;
  /** When a fact last had to do with it, and since when it has its state. */
  touchedUs: number;
  sinceUs: number;
  /** When a timer ends its state. */
  endsAtUs = Number.POSITIVE_INFINITY;

  constructor(made: { id: string; family: Family; type: SocketType; state: SocketState; atUs: number }) {
    this.id = made.id;
    this.family = made.family;
    this.type = made.type;
    this.state = made.state;
    this.touchedUs = made.atUs;
    this.sinceUs = made.atUs;
  }

  /** Half open, and its listener is gone. The kernel notices with the next segment, or when it would send its SYN-ACK again. */
  get isStranded(): boolean {
    return this.isPassive && this.state === "SYN-RECEIVED" && this.listener === null;
  }

  get isTcp(): boolean {
    return this.type === "SOCK_STREAM" && this.family !== "AF_UNIX";
  }
}
