import type { KernelSocket, SocketChange, SocketFacts, SocketTimer } from "@sockpit/protocol";
import { type Book, end } from "./book.js";
import type { Changes } from "./changes.js";
import { adoptQueues, type Difference, differenceOf } from "./comparison.js";
import type { Look } from "./facts.js";
import { CLOSING_US, timerOf } from "./timers.js";
import { TrackedSocket } from "./tracked-socket.js";

/** What a look shows that no call and no packet did. */
export type Finding =
  | { readonly event: "timerExpired"; readonly timer: SocketTimer; readonly changes: SocketChange[] }
  | {
      readonly event: "viewCorrected";
      readonly socket: string;
      readonly derived: SocketFacts;
      readonly kernel: SocketFacts;
    };

/** A packet is on its way from one socket to the other for no longer than this, unless the machine is very busy. */
const ON_ITS_WAY_US = 20_000;
/** Timers that send again, and then give up, take a second and more. */
const GIVING_UP_US = 900_000;
/** Timers that run for a minute may be seen to have ended a little early. */
const MINUTE_US = CLOSING_US - 1_000_000;

/** A difference that one look has shown. */
interface Doubt {
  readonly text: string;
  readonly sinceUs: number;
}

/**
 * Holds what was derived against what the kernel says. What it says was true while it was asked; a packet may have been between two
 * sockets then. So a difference is one only where a second look shows the same, and nothing came in between.
 */
export class Confirmation {
  readonly #book: Book;
  readonly #changes: Changes;
  readonly #derivesAll: boolean;
  /** The newest look has shown so many that wait for their minute that the kernel may have left some out. */
  #isCrowded = false;
  /** By the sockets' ids. */
  #doubts = new Map<string, Doubt>();

  /** `derivesAll`: there is no connection that was not seen. */
  constructor({ book, changes, derivesAll }: { book: Book; changes: Changes; derivesAll: boolean }) {
    this.#book = book;
    this.#changes = changes;
    this.#derivesAll = derivesAll;
  }

  get isInDoubt(): boolean {
    return this.#doubts.size > 0;
  }

  look({ sockets, atUs: lookedUs }: Look, atUs: number): Finding[] {
    const findings: Finding[] = [];
    this.#isCrowded = isCrowded(sockets);
    const listed = new Set<TrackedSocket>();
    const doubts = new Map<string, Doubt>();
    const judge = (socket: TrackedSocket, kernel: KernelSocket | null) => {
      const found = this.#judge(socket, kernel, { lookedUs, atUs, doubts });
      if (found !== null) findings.push(found);
    };
    for (const kernel of sockets) {
      const socket = this.#book.get(kernel.id);
      if (socket !== undefined) {
        listed.add(socket);
        judge(socket, kernel);
        continue;
      }
      const back = kernel.state === "FIN-WAIT-2" ? this.#book.takeBack(kernel.id, lookedUs) : undefined;
      if (back !== undefined) {
        // It is in that state since before it was taken for gone.
        back.state = kernel.state;
        listed.add(back);
      } else if (this.#derivesAll && isConnection(kernel)) {
        const found = this.#unknown(kernel, { atUs, doubts });
        if (found !== null) findings.push(found);
      }
    }
    for (const socket of [...this.#book.all()]) if (!listed.has(socket)) judge(socket, null);
    this.#doubts = doubts;
    return findings;
  }

  /** The same object where it says what was derived; null where it has gone since. */
  confirmed(kernel: KernelSocket): KernelSocket | null {
    const socket = this.#book.get(kernel.id);
    if (socket === undefined) return this.#book.isGone(kernel.id) ? null : kernel;
    if (socket.isUncertain) return kernel;
    const listener = socket.isTcp ? (socket.listener?.id ?? null) : kernel.listener;
    const isKernels = kernel.receiveQueueBytes === null || (socket.isReceiveUncertain && !socket.isTcp);
    const receiveQueueBytes = isKernels ? kernel.receiveQueueBytes : socket.receiveQueueBytes;
    const isUnix = socket.family === "AF_UNIX";
    const sendQueueBytes =
      kernel.sendQueueBytes === null || isUnix ? kernel.sendQueueBytes : socket.sendQueueBytes;
    const { acceptQueueLength, synQueueLength, state } = socket;
    const { acceptQueue, synQueue } = kernel;
    const isSame =
      state === kernel.state &&
      listener === kernel.listener &&
      receiveQueueBytes === kernel.receiveQueueBytes &&
      sendQueueBytes === kernel.sendQueueBytes &&
      (acceptQueue === null || acceptQueue.length === acceptQueueLength) &&
      (synQueue === null || synQueue.length === synQueueLength);
    if (isSame) return kernel;
    return {
      ...kernel,
      state,
      listener,
      receiveQueueBytes,
      sendQueueBytes,
      acceptQueue: acceptQueue === null ? null : { ...acceptQueue, length: acceptQueueLength },
      synQueue: synQueue === null ? null : { length: synQueueLength },
    };
  }

  #judge(
    socket: TrackedSocket,
    kernel: KernelSocket | null,
    { lookedUs, atUs, doubts }: { lookedUs: number; atUs: number; doubts: Map<string, Doubt> },
  ): Finding | null {
    // What has happened since may or may not be in what the kernel said.
    if (socket.touchedUs >= lookedUs) {
      if (this.#doubts.has(socket.id)) doubts.set(socket.id, { text: "", sinceUs: atUs });
      return null;
    }
    if (kernel?.acceptQueue != null && socket.listening !== null)
      socket.listening.backlog = kernel.acceptQueue.limit;
    const difference = differenceOf(socket, kernel);
    if (difference === null) {
      if (kernel !== null) socket.isUncertain = false;
      return null;
    }
    const hasMissed = socket.mayHaveMissed && kernel?.state === "FIN-WAIT-2";
    if (socket.isUncertain || socket.isSentAway || hasMissed) {
      this.#adopt(socket, kernel);
      return null;
    }
    const timer = this.#timerOf(socket, kernel, atUs);
    if (timer !== null) {
      this.#end(socket);
      return { event: "timerExpired", timer, changes: [...this.#changes.take()] };
    }
    const { id } = socket;
    if (!this.#isSure(id, difference, { atUs, doubts })) return null;
    this.#adopt(socket, kernel);
    return { event: "viewCorrected", socket: id, ...difference };
  }

  /** The kernel lists a connection of which nothing was seen. */
  #unknown(
    { id, family, type, state }: KernelSocket,
    { atUs, doubts }: { atUs: number; doubts: Map<string, Doubt> },
  ): Finding | null {
    const difference: Difference = { derived: { isGone: true }, kernel: { state } };
    if (!this.#isSure(id, difference, { atUs, doubts })) return null;
    const socket = new TrackedSocket({ id, family, type, state, atUs });
    socket.isHeld = false;
    socket.isUncertain = true;
    this.#book.add(socket);
    return { event: "viewCorrected", socket: id, ...difference };
  }

  /** Another look has shown the same difference some time ago. */
  #isSure(
    id: string,
    difference: Difference,
    { atUs, doubts }: { atUs: number; doubts: Map<string, Doubt> },
  ): boolean {
    const text = JSON.stringify(difference);
    const last = this.#doubts.get(id);
    const doubt = last?.text === text ? last : { text, sinceUs: atUs };
    if (atUs - doubt.sinceUs >= ON_ITS_WAY_US) return true;
    doubts.set(id, doubt);
    return false;
  }

  /** The timer that has ended the socket's state, where one may have. */
  #timerOf(socket: TrackedSocket, kernel: KernelSocket | null, atUs: number): SocketTimer | null {
    if (kernel !== null && kernel.state !== "CLOSED") return null;
    const timer = timerOf(socket);
    if (timer === null) return null;
    const isMinute = timer === "TIME-WAIT" || (timer === "FIN-WAIT-2" && kernel === null);
    const lastUs = isMinute || timer === "SYN-RECEIVED" ? socket.sinceUs : socket.touchedUs;
    if (isMinute && this.#isCrowded) return timer;
    return atUs - lastUs >= (isMinute ? MINUTE_US : GIVING_UP_US) ? timer : null;
  }

  #end(socket: TrackedSocket): void {
    const { listener, queue } = socket;
    if (listener?.listening != null && queue === "syn") {
      const { syn } = listener.listening;
      syn.splice(syn.indexOf(socket), 1);
      this.#changes.stands(socket, null, null);
      this.#changes.synQueue(listener, syn.length);
    }
    end(socket, this.#book, this.#changes);
  }

  /** The kernel's value holds from now on. */
  #adopt(socket: TrackedSocket, kernel: KernelSocket | null): void {
    socket.isUncertain = false;
    if (kernel === null) {
      socket.isHeld = false;
      this.#end(socket);
    } else {
      this.#changes.state(socket, kernel.state);
      adoptQueues(socket, kernel);
    }
    // The correction and the kernel's own account say it.
    this.#changes.take();
  }
}

/** The kernel keeps tcp_max_tw_buckets connections in TIME-WAIT, and ends those beyond at once. */
const CROWD = 1000;

function isCrowded(sockets: readonly KernelSocket[]): boolean {
  let waiting = 0;
  for (const { state } of sockets) if (state === "TIME-WAIT" || state === "FIN-WAIT-2") waiting += 1;
  return waiting >= CROWD;
}

function isConnection({ family, type, state }: KernelSocket): boolean {
  return family !== "AF_UNIX" && type === "SOCK_STREAM" && state !== "CLOSED";
}
