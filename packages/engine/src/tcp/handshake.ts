import { type Book, end } from "../book.js";
import type { Changes } from "../changes.js";
import type { SegmentFact } from "../facts.js";
import { TrackedSocket, Transmission } from "../tracked-socket.js";
import type { Connection, Connections } from "./connections.js";

interface Parts {
  readonly book: Book;
  readonly changes: Changes;
  readonly connections: Connections;
}

/**
 * The two queues of a listener and what enters and leaves them: tcp_conn_request(), tcp_check_req() and
 * inet_csk_reqsk_queue_add() of Linux.
 */
export class Handshakes {
  readonly #book: Book;
  readonly #changes: Changes;
  readonly #connections: Connections;

  constructor({ book, changes, connections }: Parts) {
    this.#book = book;
    this.#changes = changes;
    this.#connections = connections;
  }

  /** A SYN without ACK of a connection that is not known yet. */
  open(segment: SegmentFact): Connection {
    const older = this.#connections.between(segment.ends);
    if (older !== undefined) this.#replace(older);
    return this.#connections.add(segment);
  }

  /** The SYN leaves, for the first time or again. */
  depart({ from, to, seq, side }: SegmentFact, { sockets }: Connection): void {
    const opener = from === null || sockets[side] !== null ? undefined : this.#book.get(from);
    if (opener === undefined || opener.listening !== null) return;
    this.begin(opener, seq);
    sockets[side] = opener;
    // It connects to itself, and is both ends.
    if (to === from) sockets[side === 0 ? 1 : 0] = opener;
  }

  begin(opener: TrackedSocket, seq: number): void {
    opener.transmission = new Transmission(seq);
    opener.isReadShut = false;
    this.#changes.state(opener, "SYN-SENT");
  }

  /** The SYN has come to where it was going, again perhaps. */
  arrive(segment: SegmentFact, connection: Connection): void {
    const receiver = segment.side === 0 ? 1 : 0;
    const known = connection.sockets[receiver];
    if (known?.isStranded === true) end(known, this.#book, this.#changes);
    else if (known !== null) return;
    connection.sockets[receiver] = null;
    const { to } = segment;
    const target = to === null ? undefined : this.#book.get(to);
    if (target?.state === "SYN-SENT") {
      // Both have sent a SYN: RFC 9293 figure 7.
      connection.sockets[receiver] = target;
      return;
    }
    const listener =
      target !== undefined && target.listening !== null ? target : this.#book.listenerAt(segment.destination);
    if (listener?.listening == null) return;
    connection.listener = listener;
    // The kernel names the connection: it has not dropped the SYN.
    if (to !== null && target === undefined && !listener.listening.isSynQueueFull)
      this.#halfOpen(connection, receiver, { id: to, peerFirst: segment.seq });
  }

  /** The kernel had not named a connection of the listener before. */
  name(child: TrackedSocket, id: string | null, { listener }: Connection): void {
    if (child.id !== "" || id === null || id === listener?.id || this.#book.get(id) !== undefined) return;
    child.id = id;
    if (child.transmission?.hasCookie === true) return;
    this.#book.add(child);
    this.#changes.isNew(child);
    const { queue } = child;
    if (queue === null) return;
    child.listener = null;
    this.#changes.stands(child, queue, listener);
  }

  /** A SYN-ACK of a connection of which no half-open socket is known yet. */
  answer(segment: SegmentFact, connection: Connection): void {
    const listener = connection.listener;
    if (listener?.listening == null || connection.sockets[segment.side] !== null) return;
    const id = segment.from === null || segment.from === listener.id ? "" : segment.from;
    const peerFirst = segment.ack - 1;
    if (!listener.listening.isSynQueueFull) {
      this.#halfOpen(connection, segment.side, { id, peerFirst });
      return;
    }
    // A cookie: nothing is kept of the connection before its ACK.
    const child = this.#make(listener, id, peerFirst);
    child.transmission = new Transmission(segment.seq);
    child.transmission.begin(peerFirst);
    child.transmission.hasCookie = true;
    connection.sockets[segment.side] = child;
  }

  /** The ACK of a SYN-ACK: false where it is put off, or dropped. */
  finish(child: TrackedSocket, segment: SegmentFact): boolean {
    const { listener, transmission } = child;
    if (listener === null || transmission === null) {
      this.#changes.state(child, "ESTABLISHED");
      return true;
    }
    const { listening } = listener;
    if (listening === null) return false;
    const isBare = segment.payloadBytes === 0 && !segment.isFin;
    const mayDefer = listener.isDeferring && !transmission.hasCookie && !transmission.isDeferred;
    if (mayDefer && isBare) {
      transmission.isDeferred = true;
      return false;
    }
    if (listening.isFull) return false;
    if (transmission.hasCookie) {
      transmission.hasCookie = false;
      child.state = "ESTABLISHED";
      child.sinceUs = this.#changes.atUs;
      child.listener = null;
      this.#book.add(child);
      this.#changes.isNew(child);
    } else {
      listening.syn.splice(listening.syn.indexOf(child), 1);
      this.#changes.state(child, "ESTABLISHED");
    }
    listening.accept.push(child);
    this.#changes.stands(child, "accept", listener);
    if (listener.synQueueLength !== listening.syn.length)
      this.#changes.synQueue(listener, listening.syn.length);
    this.#changes.acceptQueue(listener, listening.accept.length);
    return true;
  }

  /** A half-open connection, or one that waits for `accept`, leaves its queue. */
  leave(child: TrackedSocket): void {
    const { listener, queue } = child;
    const listening = listener?.listening;
    if (listener == null || listening == null || queue === null) return;
    const line = listening[queue];
    const place = line.indexOf(child);
    if (place !== -1) line.splice(place, 1);
    this.#changes.stands(child, null, null);
    if (queue === "syn") this.#changes.synQueue(listener, listening.syn.length);
    else this.#changes.acceptQueue(listener, listening.accept.length);
  }

  #halfOpen(connection: Connection, side: 0 | 1, { id, peerFirst }: { id: string; peerFirst: number }): void {
    const { listener } = connection;
    if (listener?.listening == null) return;
    const child = this.#make(listener, id, peerFirst);
    child.listener = null;
    connection.sockets[side] = child;
    this.#book.add(child);
    this.#changes.isNew(child);
    const { syn } = listener.listening;
    syn.push(child);
    this.#changes.stands(child, "syn", listener);
    this.#changes.synQueue(listener, syn.length);
  }

  /** Its own first number is in its SYN-ACK: see `Segments`. */
  #make(listener: TrackedSocket, id: string, peerFirst: number): TrackedSocket {
    const { family, type } = listener;
    const { atUs } = this.#changes;
    const child = new TrackedSocket({ id, family, type, state: "SYN-RECEIVED", atUs });
    child.isHeld = false;
    child.isPassive = true;
    child.listener = listener;
    child.transmission = new Transmission(0);
    child.transmission.begin(peerFirst);
    return child;
  }

  /** A new connection takes the place of one in TIME-WAIT: RFC 9293 §3.6.1, tcp_tw_reuse. */
  #replace({ sockets }: Connection): void {
    for (const socket of new Set(sockets)) {
      if (socket?.state === "TIME-WAIT") end(socket, this.#book, this.#changes);
    }
  }
}
