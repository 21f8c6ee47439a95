import type { KernelSocket, SocketChange, SocketState } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { isPast, type Moment, NOW } from "./moment.js";

/** A state that a socket came into. */
export interface StateStep extends Moment {
  state: SocketState;
}

/** Where a connection stands that nobody has accepted. */
interface Place {
  queue: "syn" | "accept";
  /** The event with which it entered. */
  sinceSeq: number;
}

/** A socket as the kernel had it, and its place in its listener's queues, where an event has said it. */
export type RecordedSocket = KernelSocket & { place?: Place | undefined };

/** Who holds a socket, known from the call that gave it. */
interface Holder {
  pid: number;
  fd: number;
}

/** As the kernel's view says it of a socket that lives on after `close`. */
const nobody = { pid: null, fd: null };

/** What became different of a socket: all of it, as the kernel was asked, or a few facts. */
interface Step {
  seq: number;
  whole: RecordedSocket | null;
  change: SocketChange | Holder | null;
}

/** Changes after which a socket is written down as a whole again: at most so many are applied for any moment. */
const WHOLE_EVERY = 32;

/** Older states of one socket that stay when their events go: a connection passes through eight at most. */
const MAX_OLD_STATES = 16;

/** One socket through time. */
export class SocketHistory {
  readonly id: string;
  /** The process that holds it, or held it last; of a connection not yet accepted, the one that listens. */
  pid: number | null = null;
  fd: number | null = null;
  /** What is known of it now, beside `latest`: asked for with each event. */
  state: SocketState | undefined;
  acceptQueueLength = 0;
  /** How many connections its accept queue takes beyond the first: of a call to `listen`, or as the kernel says. */
  backlog: number | null = null;
  /** The newest event that has to do with it. */
  lastSeq: number;
  goneAt: Moment | null = null;
  readonly states: StateStep[] = [];
  readonly #steps: Step[] = [];
  #changesSinceWhole = 0;
  /** The newest state that was put together, at the step `index`. */
  #latest: { index: number; socket: RecordedSocket } | undefined;

  constructor(id: string, seq: number) {
    this.id = id;
    this.lastSeq = seq;
  }

  /** Whether anything is known of it but its process. */
  get isSeen(): boolean {
    return this.#steps.length > 0;
  }

  /** The socket as it is now, or was last. */
  get latest(): RecordedSocket | undefined {
    return this.#at(this.#steps.length - 1);
  }

  /** The kernel has said all of it. */
  see(moment: Moment, socket: KernelSocket): void {
    const { state, acceptQueue, pid, fd, listener } = socket;
    // The kernel does not say in which place of a queue a connection stands.
    const place = listener === null ? undefined : this.latest?.place;
    const whole = place === undefined ? socket : { ...socket, place };
    this.#steps.push({ seq: moment.seq, whole, change: null });
    this.#changesSinceWhole = 0;
    this.#come(moment, state);
    this.acceptQueueLength = acceptQueue?.length ?? 0;
    this.backlog = acceptQueue?.limit ?? this.backlog;
    this.pid = pid ?? this.pid;
    this.fd = fd;
  }

  /** Some facts are different; nothing is known of a socket before it is seen. */
  change(moment: Moment, change: SocketChange): void {
    if (!this.isSeen) return;
    this.#add(moment.seq, change);
    if (change.state !== undefined) this.#come(moment, change.state);
    if (change.holder === null) this.fd = null;
    this.acceptQueueLength = change.acceptQueueLength ?? this.acceptQueueLength;
  }

  hold(moment: Moment, holder: Holder): void {
    if (this.isSeen && this.fd === null) this.#add(moment.seq, holder);
    this.pid = holder.pid;
    this.fd ??= holder.fd;
  }

  end(moment: Moment): void {
    this.goneAt = moment;
    this.lastSeq = moment.seq;
  }

  /** The socket as it was; undefined where the kernel did not have it yet, or no longer. */
  at(asOf: number): RecordedSocket | undefined {
    if (isPast(this.goneAt, asOf)) return undefined;
    return asOf === NOW ? this.latest : this.#at(upperBound(this.#steps, ({ seq }) => seq <= asOf) - 1);
  }

  /** The states that it had come through. */
  statesAt(asOf: number): readonly StateStep[] {
    return asOf === NOW
      ? this.states
      : this.states.slice(
          0,
          upperBound(this.states, ({ seq }) => seq <= asOf),
        );
  }

  /** Forgets how it was before an event, but not what it was then. */
  evict(firstSeq: number): void {
    const index = upperBound(this.#steps, ({ seq }) => seq < firstSeq) - 1;
    const base = this.#at(index);
    const step = this.#steps[index];
    if (base === undefined || step === undefined) return;
    this.#steps.splice(0, index + 1, { seq: step.seq, whole: base, change: null });
    if (this.#latest !== undefined) this.#latest.index -= index;
    const old = upperBound(this.states, (state) => state.seq < firstSeq);
    this.states.splice(0, Math.max(0, old - MAX_OLD_STATES));
  }

  #add(seq: number, change: SocketChange | Holder): void {
    const step: Step = { seq, whole: null, change };
    this.#steps.push(step);
    this.#changesSinceWhole += 1;
    if (this.#changesSinceWhole < WHOLE_EVERY) return;
    step.whole = this.latest ?? null;
    this.#changesSinceWhole = 0;
  }

  #come({ seq, at }: Moment, state: SocketState): void {
    if (this.state !== state) this.states.push({ seq, at, state });
    this.state = state;
  }

  #at(index: number): RecordedSocket | undefined {
    const known = this.#latest;
    if (known?.index === index) return known.socket;
    let from = index;
    while (from > 0 && this.#steps[from]?.whole === null && from !== known?.index) from -= 1;
    let socket = from === known?.index ? known.socket : (this.#steps[from]?.whole ?? undefined);
    for (let step = from + 1; step <= index && socket !== undefined; step += 1) {
      const { change, seq } = this.#steps[step] ?? {};
      if (change && seq !== undefined) socket = this.#changed(socket, change, seq);
    }
    if (socket !== undefined && index === this.#steps.length - 1) this.#latest = { index, socket };
    return socket;
  }

  #changed(socket: RecordedSocket, change: SocketChange | Holder, seq: number): RecordedSocket {
    if ("fd" in change) return { ...socket, ...change };
    const { state, receiveQueueBytes, sendQueueBytes, listener, acceptQueueLength, synQueueLength } = change;
    const { acceptQueue, pid, fd } = change.holder === null ? { ...socket, ...nobody } : socket;
    const { queue = socket.place?.queue } = change;
    const changed: RecordedSocket = {
      ...socket,
      pid,
      fd,
      state: state ?? socket.state,
      receiveQueueBytes: receiveQueueBytes ?? socket.receiveQueueBytes,
      sendQueueBytes: sendQueueBytes ?? socket.sendQueueBytes,
      listener: listener === undefined ? socket.listener : listener,
      acceptQueue:
        acceptQueueLength === undefined
          ? acceptQueue
          : { length: acceptQueueLength, limit: acceptQueue?.limit ?? this.backlog ?? 0 },
      synQueue: synQueueLength === undefined ? socket.synQueue : { length: synQueueLength },
    };
    if (queue !== socket.place?.queue) changed.place = queue ? { queue, sinceSeq: seq } : undefined;
    return changed;
  }
}
