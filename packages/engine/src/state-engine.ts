import type { KernelSocket, SocketChange, SocketTimer } from "@sockpit/protocol";
import { Book, end } from "./book.js";
import { Calls } from "./calls.js";
import { Changes } from "./changes.js";
import { Confirmation, type Finding } from "./confirmation.js";
import { arrives } from "./datagrams.js";
import type { Fact, Look } from "./facts.js";
import { Segments } from "./tcp/segments.js";
import { Timers, timerOf } from "./timers.js";
import { UnixSockets } from "./unix.js";

export interface EngineOptions {
  /** Whether packets are seen: where they are not, nothing is derived of TCP and UDP sockets. */
  readonly seesPackets: boolean;
}

/**
 * The state and the queues of each socket of one network, derived from what was seen of calls and packets, in the order in which
 * it happened: RFC 9293 §3.3.2, and what Linux does beside it. Deterministic; it asks nobody, and has no clock of its own.
 */
export class StateEngine {
  readonly #changes = new Changes();
  readonly #timers = new Timers();
  readonly #book = new Book(this.#changes);
  readonly #segments = new Segments({ book: this.#book, changes: this.#changes, timers: this.#timers });
  readonly #unix = new UnixSockets(this.#book, this.#changes);
  readonly #calls = new Calls({
    book: this.#book,
    changes: this.#changes,
    segments: this.#segments,
    timers: this.#timers,
    unix: this.#unix,
  });
  readonly #confirmation: Confirmation;
  readonly #seesPackets: boolean;

  constructor({ seesPackets }: EngineOptions) {
    this.#seesPackets = seesPackets;
    this.#confirmation = new Confirmation({
      book: this.#book,
      changes: this.#changes,
      derivesAll: seesPackets,
    });
  }

  /** Takes the next fact, and gives what it changes: an array that is not kept here. */
  take(fact: Fact, atUs: number): readonly SocketChange[] {
    this.#changes.atUs = atUs;
    this.#timers.atUs = atUs;
    this.#dispatch(fact);
    return this.#changes.take();
  }

  /** When a timer of the kernel ends a state, unless something comes before. */
  get nextTimerUs(): number {
    return this.#timers.nextUs;
  }

  /** What a timer that has gone off by now changes; null where none has. */
  expire(atUs: number): Finding | null {
    const socket = this.#timers.next(atUs);
    if (socket === undefined) return null;
    this.#changes.atUs = atUs;
    const timer: SocketTimer = timerOf(socket) ?? "TIME-WAIT";
    end(socket, this.#book, this.#changes);
    return { event: "timerExpired", timer, changes: [...this.#changes.take()] };
  }

  /** Compares what the kernel says with what was derived. */
  look(look: Look, atUs: number): readonly Finding[] {
    this.#changes.atUs = atUs;
    return this.#confirmation.look(look, atUs);
  }

  /** Something that the kernel said may be a difference, or may have been on its way: another look shows which. */
  get isInDoubt(): boolean {
    return this.#confirmation.isInDoubt;
  }

  /** A socket as the kernel has listed it, with the states and queues that were derived; null where it has gone since. */
  confirmed(socket: KernelSocket): KernelSocket | null {
    return this.#confirmation.confirmed(socket);
  }

  #dispatch(fact: Fact): void {
    switch (fact.kind) {
      case "segment":
        if (this.#seesPackets) this.#segments.take(fact);
        return;
      case "datagram": {
        const socket = fact.to === null ? undefined : this.#book.get(fact.to);
        if (socket !== undefined) arrives(socket, fact.payloadBytes, this.#changes);
        return;
      }
      case "opened":
        if (this.#seesPackets || fact.family === "AF_UNIX") this.#calls.opened(fact);
        return;
      case "paired":
        this.#unix.paired(fact);
        return;
      case "closing":
        this.#calls.closing(fact);
        return;
      case "closed":
        this.#calls.closed(fact);
        return;
      case "lost":
        for (const socket of this.#book.all()) if (socket.family !== "AF_UNIX") socket.isUncertain = true;
        return;
      default:
        this.#call(fact);
    }
  }

  #call(
    fact: Exclude<
      Fact,
      { kind: "segment" | "datagram" | "opened" | "paired" | "closing" | "closed" | "lost" }
    >,
  ): void {
    const socket = this.#book.get(fact.id);
    if (socket === undefined) return;
    socket.touchedUs = this.#changes.atUs;
    switch (fact.kind) {
      case "bound":
        this.#unix.bound(socket, fact.name);
        return;
      case "listening":
        this.#calls.listening(socket, fact);
        return;
      case "accepted":
        this.#calls.accepted(socket, fact);
        return;
      case "connected":
        this.#calls.connected(socket, fact);
        return;
      case "waiting":
        this.#calls.waiting(socket, fact);
        return;
      case "sent":
        this.#calls.sent(socket, fact);
        return;
      case "received":
        this.#calls.received(socket, fact);
        return;
      case "shutDown":
        this.#calls.shutDown(socket, fact);
        return;
      case "sentAway":
        socket.isSentAway = true;
        return;
      case "optionSet":
        this.#calls.optionSet(socket, fact);
    }
  }
}
