import { type Book, end } from "../book.js";
import type { Changes } from "../changes.js";
import type { SegmentFact } from "../facts.js";
import { distance, isAfter, plus } from "../sequence.js";
import type { Timers } from "../timers.js";
import { type TrackedSocket, Transmission } from "../tracked-socket.js";
import { type Connection, Connections } from "./connections.js";
import { Handshakes } from "./handshake.js";

/**
 * In FIN-WAIT-2, Linux puts something smaller in the place of a socket that nobody holds: tcp_time_wait(). While one processor does
 * so, another may have looked the old one up already for a segment, which is then dropped (about one in 10,000 that are sent at that
 * moment, on two processors). How long after it was to be done this may be: the first processor may be busy.
 */
const MOVING_US = 200_000;

/** Segments that came ahead of their turn and are remembered, of one socket. */
const MAX_AHEAD = 64;

/**
 * What a segment does to both its ends: to the sender as it leaves, to the receiver as it comes, which on a loopback is the same
 * moment. RFC 9293 §3.10, and Linux where that says more.
 */
export class Segments {
  readonly #book: Book;
  readonly #changes: Changes;
  readonly #timers: Timers;
  readonly #connections = new Connections();
  readonly #handshakes: Handshakes;

  constructor({ book, changes, timers }: { book: Book; changes: Changes; timers: Timers }) {
    this.#book = book;
    this.#changes = changes;
    this.#timers = timers;
    this.#handshakes = new Handshakes({ book, changes, connections: this.#connections });
  }

  get handshakes(): Handshakes {
    return this.#handshakes;
  }

  take(segment: SegmentFact): void {
    const { passage, isSyn, isAck } = segment;
    const isOpening = isSyn && !isAck;
    let connection = this.#connections.get(segment.stream);
    if (connection === undefined) {
      if (!isOpening || passage === "arrives") {
        if (passage !== "arrives") this.#unknown(segment.from, segment);
        if (passage !== "departs") this.#unknown(segment.to, segment);
        return;
      }
      connection = this.#handshakes.open(segment);
    }
    if (passage !== "arrives") this.#depart(segment, connection);
    if (passage !== "departs") this.#arrive(segment, connection);
    const [first, second] = connection.sockets;
    if (first === null || second === null || first.state === "CLOSED" || second.state === "CLOSED")
      this.#connections.tidy(connection);
  }

  #depart(segment: SegmentFact, connection: Connection): void {
    if (segment.isSyn && !segment.isAck) this.#handshakes.depart(segment, connection);
    if (segment.isSyn && segment.isAck) this.#handshakes.answer(segment, connection);
    const sender = connection.sockets[segment.side];
    if (sender === null) {
      this.#unknown(segment.from, segment);
      return;
    }
    if (sender.id === "") this.#handshakes.name(sender, segment.from, connection);
    sender.touchedUs = this.#changes.atUs;
    this.#send(sender, segment);
  }

  #arrive(segment: SegmentFact, connection: Connection): void {
    if (segment.isSyn && !segment.isAck) this.#handshakes.arrive(segment, connection);
    const receiver = connection.sockets[segment.side === 0 ? 1 : 0];
    if (receiver === null) {
      this.#unknown(segment.to, segment);
      return;
    }
    if (receiver.id === "") this.#handshakes.name(receiver, segment.to, connection);
    receiver.touchedUs = this.#changes.atUs;
    this.#receive(receiver, segment);
  }

  /** A segment of a connection of which too little was seen to derive what it does to its end. */
  #unknown(id: string | null, { isReset }: SegmentFact): void {
    const socket = id === null ? undefined : this.#book.get(id);
    if (socket === undefined || socket.listening !== null) return;
    // A reset answers what no connection has sent.
    if (isReset && (socket.state === "CLOSED" || socket.state === "TIME-WAIT")) return;
    socket.isUncertain = true;
    socket.touchedUs = this.#changes.atUs;
  }

  #send(socket: TrackedSocket, segment: SegmentFact): void {
    if (segment.isReset) {
      this.#resets(socket);
      return;
    }
    const { seq, payloadBytes, isSyn, isFin, isAck } = segment;
    if (isSyn) this.#sendsSyn(socket, segment);
    const { transmission } = socket;
    if (transmission === null) return;
    if (payloadBytes > 0) {
      const after = plus(seq, payloadBytes);
      if (isAfter(after, transmission.sent)) transmission.sent = after;
    }
    if (isFin) {
      transmission.finAt = plus(seq, payloadBytes);
      this.finish(socket);
    }
    if (isAck && !isSyn) acknowledges(transmission, segment);
    this.#changes.queues(socket);
  }

  #sendsSyn(socket: TrackedSocket, { seq, isAck }: SegmentFact): void {
    if (!isAck && (socket.state === "CLOSED" || socket.transmission === null))
      this.#handshakes.begin(socket, seq);
    const { transmission } = socket;
    // The first number of a half-open connection is known from its SYN-ACK.
    if (isAck && transmission !== null && transmission.first !== seq) {
      const own = new Transmission(seq);
      own.begin(plus(transmission.next ?? 0, -1));
      own.hasCookie = transmission.hasCookie;
      own.isDeferred = transmission.isDeferred;
      socket.transmission = own;
    }
  }

  /** Nothing more will be sent: the FIN stands in the queue, or has left. */
  finish(socket: TrackedSocket): void {
    const { state } = socket;
    if (state === "ESTABLISHED" || state === "SYN-RECEIVED") this.#changes.state(socket, "FIN-WAIT-1");
    else if (state === "CLOSE-WAIT") this.#changes.state(socket, "LAST-ACK");
  }

  /** The sender of a reset has given the connection up; one in SYN-SENT refuses what is not meant for it: RFC 9293 §3.5.2. */
  #resets(socket: TrackedSocket): void {
    const { state, listener } = socket;
    if (state === "SYN-SENT" || state === "CLOSED") return;
    // Of one that is half open only where its listener has gone.
    if (state === "SYN-RECEIVED" && (listener === null ? !socket.isPassive : listener.isHeld)) return;
    this.#handshakes.leave(socket);
    end(socket, this.#book, this.#changes);
  }

  #receive(socket: TrackedSocket, segment: SegmentFact): void {
    const { state, transmission } = socket;
    if (transmission === null || state === "CLOSED") return;
    if (state === "FIN-WAIT-2" && (socket.isClosing || !socket.isHeld))
      socket.mayHaveMissed = this.#timers.ageUs(socket) < MOVING_US;
    if (segment.isReset) {
      this.#isReset(socket, segment);
      return;
    }
    if (socket.isStranded) {
      end(socket, this.#book, this.#changes);
      return;
    }
    if (state === "SYN-SENT") {
      this.#receiveInSynSent(socket, segment);
      return;
    }
    if (state === "TIME-WAIT") {
      if (segment.isFin) this.#timers.start(socket);
      return;
    }
    if (!segment.isAck) return;
    if (state === "SYN-RECEIVED" && !this.#receiveInSynReceived(socket, segment)) return;
    this.#isAcknowledged(socket, segment);
    if (socket.state === "CLOSED") return;
    if (!segment.isSyn) this.#receiveData(socket, segment);
    this.#changes.queues(socket);
  }

  #isReset(socket: TrackedSocket, { seq, ack, isAck }: SegmentFact): void {
    const { state, transmission } = socket;
    if (transmission === null) return;
    if (state === "SYN-SENT") {
      if (isAck && ack === plus(transmission.first, 1)) end(socket, this.#book, this.#changes);
      return;
    }
    // RFC 5961 §3.2: any other number is answered, and changes nothing. What is half open ends with a later one too: tcp_check_req().
    const isHalfOpen = state === "SYN-RECEIVED" && socket.isPassive;
    const isLater = transmission.next !== undefined && isAfter(seq, transmission.next);
    if (seq !== transmission.next && !(isHalfOpen && isLater)) return;
    if (socket.queue === "syn") this.#handshakes.leave(socket);
    end(socket, this.#book, this.#changes);
  }

  #receiveInSynSent(socket: TrackedSocket, segment: SegmentFact): void {
    const { transmission } = socket;
    if (transmission === null || !segment.isSyn) return;
    if (segment.isAck && segment.ack !== plus(transmission.first, 1)) return;
    transmission.begin(segment.seq);
    this.#changes.state(socket, segment.isAck ? "ESTABLISHED" : "SYN-RECEIVED");
    this.#changes.queues(socket);
  }

  #receiveInSynReceived(socket: TrackedSocket, segment: SegmentFact): boolean {
    const { transmission } = socket;
    if (transmission === null || segment.ack !== plus(transmission.first, 1)) {
      // More than the SYN is acknowledged: data was sent with it.
      if (transmission === null || !isAfter(segment.ack, plus(transmission.first, 1))) return false;
    }
    return this.#handshakes.finish(socket, segment);
  }

  #isAcknowledged(socket: TrackedSocket, { ack }: SegmentFact): void {
    const { transmission } = socket;
    if (transmission === null) return;
    const { finAt } = transmission;
    const isFinished = finAt !== undefined && ack === plus(finAt, 1);
    const data = isFinished ? finAt : ack;
    if (isAfter(data, transmission.unacknowledged) && !isAfter(data, transmission.sent))
      transmission.unacknowledged = data;
    if (!isFinished) return;
    transmission.unacknowledged = finAt;
    transmission.written = finAt;
    const { state } = socket;
    if (state === "FIN-WAIT-1") {
      this.#changes.state(socket, "FIN-WAIT-2");
      if (!socket.isHeld) this.#timers.start(socket);
    } else if (state === "CLOSING") this.#waitForTheEnd(socket);
    else if (state === "LAST-ACK") end(socket, this.#book, this.#changes);
  }

  #receiveData(socket: TrackedSocket, segment: SegmentFact): void {
    const { transmission, state } = socket;
    if (transmission?.next === undefined) return;
    if (state !== "ESTABLISHED" && state !== "FIN-WAIT-1" && state !== "FIN-WAIT-2") return;
    const { seq, payloadBytes, isFin, isUrgent } = segment;
    // A reset follows: tcp_rcv_state_process().
    if (payloadBytes > 0 && state !== "ESTABLISHED" && (!socket.isHeld || socket.isReadShut)) return;
    if (isUrgent) socket.isReceiveUncertain = true;
    const after = plus(seq, payloadBytes);
    if (payloadBytes > 0) {
      if (isAfter(seq, transmission.next)) keepAhead(transmission, seq, after);
      else if (isAfter(after, transmission.next)) {
        transmission.next = after;
        useAhead(transmission);
      }
    }
    // One that the kernel has missed comes again.
    const isAgain = transmission.hasFin && transmission.next === plus(after, 1);
    if (!isFin || (transmission.next !== after && !isAgain)) return;
    transmission.next = plus(after, 1);
    transmission.hasFin = true;
    if (state === "ESTABLISHED") this.#changes.state(socket, "CLOSE-WAIT");
    else if (socket.state === "FIN-WAIT-1") this.#changes.state(socket, "CLOSING");
    else this.#waitForTheEnd(socket);
  }

  #waitForTheEnd(socket: TrackedSocket): void {
    this.#changes.state(socket, "TIME-WAIT");
    this.#timers.start(socket);
  }
}

/** What it acknowledges it has: more than was seen to come, or less, where its queue had no room. */
function acknowledges(transmission: Transmission, { ack, windowBytes, payloadBytes }: SegmentFact): void {
  const { next, lastAck, hasFin } = transmission;
  if (next === undefined) return;
  const ahead = distance(ack, next);
  const isRefusal = windowBytes === 0 && payloadBytes === 0 && ack === lastAck;
  if (!hasFin && (ahead > 0 || (ahead < 0 && isRefusal))) transmission.next = ack;
  transmission.lastAck = ack;
}

function keepAhead({ ahead }: Transmission, from: number, to: number): void {
  if (ahead.length < MAX_AHEAD) ahead.push([from, to]);
}

/** Takes in what had come ahead of its turn. */
function useAhead(transmission: Transmission): void {
  if (transmission.ahead.length === 0) return;
  transmission.ahead.sort(([a], [b]) => distance(a, b));
  const left: [number, number][] = [];
  for (const stretch of transmission.ahead) {
    const [from, to] = stretch;
    const { next = 0 } = transmission;
    if (isAfter(from, next)) left.push(stretch);
    else if (isAfter(to, next)) transmission.next = to;
  }
  transmission.ahead = left;
}
