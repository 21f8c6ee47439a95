import { kernelFacts } from "@sockpit/protocol";
import { type Book, end } from "./book.js";
import type { Changes } from "./changes.js";
import { leaves } from "./datagrams.js";
import type { Fact } from "./facts.js";
import { isAfter, plus } from "./sequence.js";
import type { Segments } from "./tcp/segments.js";
import type { Timers } from "./timers.js";
import { Listening, TrackedSocket } from "./tracked-socket.js";
import type { UnixSockets } from "./unix.js";

type FactOf<K extends Fact["kind"]> = Extract<Fact, { kind: K }>;

export interface CallParts {
  readonly book: Book;
  readonly changes: Changes;
  readonly segments: Segments;
  readonly timers: Timers;
  readonly unix: UnixSockets;
}

/** What bounds a backlog. */
const SOMAXCONN = kernelFacts.largestBacklog;

/** Errors with which `connect` ends that leave a socket in CLOSED: connect(2). */
const failures: ReadonlySet<string> = new Set(["ETIMEDOUT", "ECONNREFUSED", "EHOSTUNREACH", "ECONNRESET"]);

/** What calls change by themselves. Most of what they do shows in packets. */
export class Calls {
  readonly #parts: CallParts;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  opened({ id, family, type }: FactOf<"opened">): void {
    const { book, changes } = this.#parts;
    const isTcp = type === "SOCK_STREAM" && family !== "AF_UNIX";
    const state = isTcp ? "CLOSED" : "UNCONNECTED";
    const socket = new TrackedSocket({ id, family, type, state, atUs: changes.atUs });
    book.add(socket);
    changes.isNew(socket);
  }

  listening(socket: TrackedSocket, { backlog, local }: FactOf<"listening">): void {
    const { book, changes, unix } = this.#parts;
    if (socket.family === "AF_UNIX") {
      unix.listening(socket);
      return;
    }
    const bounded = backlog < 0 || backlog > SOMAXCONN ? SOMAXCONN : backlog;
    if (socket.listening !== null) {
      socket.listening.backlog = bounded;
      return;
    }
    socket.listening = new Listening(bounded, local);
    book.addListener(socket);
    changes.state(socket, "LISTEN");
    changes.synQueue(socket, 0);
    changes.acceptQueue(socket, 0);
  }

  accepted(listener: TrackedSocket, { accepted }: FactOf<"accepted">): void {
    const { book, changes, segments, unix } = this.#parts;
    if (listener.family === "AF_UNIX") {
      unix.accepted(listener, accepted);
      return;
    }
    const child = book.get(accepted) ?? this.#unnamed(listener, accepted);
    child.isHeld = true;
    if (child.listener !== null && child.listener !== listener) child.isUncertain = true;
    segments.handshakes.leave(child);
    changes.touch(child);
  }

  /** The first that waits and that the kernel had not named; else one of which nothing was seen. */
  #unnamed(listener: TrackedSocket, id: string): TrackedSocket {
    const { book, changes } = this.#parts;
    const known = listener.listening?.accept.find((child) => child.id === "");
    if (known !== undefined) {
      known.id = id;
      book.add(known);
      changes.isNew(known);
      return known;
    }
    const { family, type } = listener;
    const child = new TrackedSocket({ id, family, type, state: "ESTABLISHED", atUs: changes.atUs });
    child.isUncertain = true;
    listener.isUncertain = true;
    book.add(child);
    changes.isNew(child);
    return child;
  }

  connected(socket: TrackedSocket, { error, name }: FactOf<"connected">): void {
    const { book, changes, unix } = this.#parts;
    if (socket.isTcp) {
      const hasFailed = error !== null && failures.has(error);
      if (hasFailed && socket.state === "SYN-SENT") end(socket, book, changes);
    } else if (error === null) {
      if (socket.family === "AF_UNIX") unix.connected(socket, name);
      else changes.state(socket, "CONNECTED");
    }
  }

  waiting(socket: TrackedSocket, { moves }: FactOf<"waiting">): void {
    if (moves === "out") socket.sending += 1;
    else if (moves === "in") socket.receiving += 1;
    // Of SO_LINGER: it waits for the end of what it has begun.
    else this.#finish(socket);
  }

  sent(socket: TrackedSocket, fact: FactOf<"sent">): void {
    const { changes, unix } = this.#parts;
    const { bytes, hasWaited } = fact;
    let aheadBytes = 0;
    if (hasWaited) {
      socket.sending = Math.max(0, socket.sending - 1);
      aheadBytes = Math.min(socket.sentAheadBytes, bytes ?? 0);
      // The rest may be another call's that waits.
      socket.sentAheadBytes = socket.sending === 0 ? 0 : socket.sentAheadBytes - aheadBytes;
    }
    if (socket.family === "AF_UNIX") unix.sent(socket, fact);
    const { transmission } = socket;
    if (transmission === null || socket.state === "CLOSED") return;
    if (bytes === null) {
      // What a call has written before it failed shows in the kernel's view alone.
      if (hasWaited) socket.isSendUncertain = true;
      return;
    }
    transmission.written = plus(transmission.written, bytes - aheadBytes);
    if (isAfter(transmission.sent, transmission.written) && socket.sending === 0)
      transmission.written = transmission.sent;
    changes.queues(socket);
  }

  received(socket: TrackedSocket, fact: FactOf<"received">): void {
    const { book, changes, unix } = this.#parts;
    const { bytes, hasWaited, isPeek, isUrgent, foundNothing, sockets } = fact;
    let aheadBytes = 0;
    if (hasWaited) {
      socket.receiving = Math.max(0, socket.receiving - 1);
      aheadBytes = Math.min(socket.receivedAheadBytes, bytes ?? 0);
      socket.receivedAheadBytes = socket.receiving === 0 ? 0 : socket.receivedAheadBytes - aheadBytes;
    }
    for (const id of sockets) {
      const came = book.get(id);
      if (came === undefined) continue;
      came.isHeld = true;
      came.isSentAway = false;
    }
    // What it has taken before it failed is lost, and shows in the kernel's view alone.
    if (hasWaited && bytes === null) socket.isReceiveUncertain = true;
    if (isPeek || isUrgent || (bytes === null && !foundNothing)) return;
    if (socket.family === "AF_UNIX") {
      unix.received(socket, fact);
      return;
    }
    const { transmission } = socket;
    if (socket.type === "SOCK_DGRAM") leaves(socket, { foundNothing, changes });
    else if (transmission !== null && bytes !== null) {
      transmission.taken = plus(transmission.taken, bytes - aheadBytes);
      changes.queues(socket);
    }
  }

  optionSet(socket: TrackedSocket, { option, value }: FactOf<"optionSet">): void {
    if (option !== "TCP_DEFER_ACCEPT") return;
    socket.isDeferring = value > 0;
  }

  shutDown(socket: TrackedSocket, { isReading, isWriting }: FactOf<"shutDown">): void {
    const { book, changes } = this.#parts;
    if (!socket.isTcp) return;
    if (isReading) socket.isReadShut = true;
    if (socket.state === "LISTEN") {
      if (!isReading) return;
      this.#stopListening(socket);
      changes.state(socket, "CLOSED");
    } else if (socket.state === "SYN-SENT") end(socket, book, changes);
    else if (isWriting && socket.state !== "SYN-RECEIVED") this.#finish(socket);
  }

  closing({ ids, lingers }: FactOf<"closing">): void {
    for (const id of ids) {
      const socket = this.#parts.book.get(id);
      if (socket === undefined) continue;
      socket.isClosing = true;
      if (!lingers) socket.isHeld = false;
    }
  }

  closed({ ids }: FactOf<"closed">): void {
    for (const id of ids) {
      const socket = this.#parts.book.get(id);
      if (socket !== undefined) this.#closedOne(socket);
    }
  }

  #closedOne(socket: TrackedSocket): void {
    const { book, changes, timers, unix } = this.#parts;
    socket.isHeld = false;
    changes.touch(socket);
    if (socket.family === "AF_UNIX") {
      unix.closed(socket);
      return;
    }
    switch (socket.state) {
      case "LISTEN":
        this.#stopListening(socket);
        end(socket, book, changes);
        break;
      case "CLOSED":
      case "SYN-SENT":
        end(socket, book, changes);
        break;
      case "UNCONNECTED":
      case "CONNECTED":
        book.remove(socket);
        break;
      case "FIN-WAIT-2":
        changes.left(socket);
        timers.start(socket);
        break;
      default:
        changes.left(socket);
        this.#finish(socket);
    }
  }

  /** What waits to be accepted goes with its listener; what is half open is left alone: inet_csk_listen_stop(). */
  #stopListening(listener: TrackedSocket): void {
    const { book, changes, segments } = this.#parts;
    const { listening } = listener;
    if (listening === null) return;
    for (const child of [...listening.syn]) segments.handshakes.leave(child);
    for (const child of [...listening.accept]) {
      segments.handshakes.leave(child);
      end(child, book, changes);
    }
    book.removeListener(listener);
    listener.listening = null;
  }

  /** The FIN stands behind what waits to be sent. */
  #finish(socket: TrackedSocket): void {
    if (socket.isTcp) this.#parts.segments.finish(socket);
  }
}
