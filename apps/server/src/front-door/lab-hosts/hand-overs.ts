import type { Socket } from "node:net";
import { type CallFailure, codedFailure } from "@sockpit/protocol";
import { type DescriptorChannel, SystemError } from "../../between/descriptor-channel.js";
import type { FromLabHost, ToLabHost, Upgrade } from "../../between/messages.js";
import { stopReading } from "../../between/node-handle.js";
import { type Deadline, startDeadline } from "../deadline.js";

/**
 * Sockets on their way to a lab host that has not taken them yet. The kernel keeps 10 messages of such a channel
 * (net.unix.max_dgram_qlen); the next ones wait here.
 */
const MAX_ON_THEIR_WAY = 8;

/** Those that wait at most: a class that opens the page at once, several times over. */
const MAX_WAITING = 256;

/** A lab host takes a socket within a turn of its event loop. */
const HAND_OVER_DEADLINE_MS = 5000;

interface HandOver {
  readonly upgrade: Upgrade;
  readonly socket: Socket;
  readonly deadline: Deadline;
  resolve(): void;
  reject(failure: unknown): void;
}

/**
 * Passes WebSockets' TCP sockets to a lab host. Each stays open in this process until the lab host has said that it has
 * its own, so a visitor whose socket cannot be passed still gets an answer, and nobody else is affected.
 */
export class HandOvers {
  readonly #channel: DescriptorChannel;
  readonly #post: (message: ToLabHost) => void;
  /** In the order in which they came. */
  readonly #waiting: HandOver[] = [];
  readonly #onTheirWay = new Map<number, HandOver>();

  constructor(channel: DescriptorChannel, post: (message: ToLabHost) => void) {
    this.#channel = channel;
    this.#post = post;
  }

  /** Resolves once the lab host has the socket, and this process no longer. */
  add(upgrade: Upgrade, socket: Socket): Promise<void> {
    stopReading(socket);
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(silent());
    return new Promise((resolve, reject) => {
      const deadline = startDeadline(HAND_OVER_DEADLINE_MS, () => this.#expire(upgrade.id));
      this.#waiting.push({ upgrade, socket, deadline, resolve, reject });
      this.#sendWaiting();
    });
  }

  answered({ id, isTaken }: Extract<FromLabHost, { type: "upgraded" }>): void {
    const handOver = this.#onTheirWay.get(id);
    this.#onTheirWay.delete(id);
    if (handOver !== undefined) {
      handOver.deadline.clear();
      if (isTaken) {
        handOver.socket.destroy();
        handOver.resolve();
      } else handOver.reject(tooManyDescriptors("the lab host has no descriptor left"));
    }
    this.#sendWaiting();
  }

  /** The lab host has ended. */
  end(failure: CallFailure): void {
    this.#channel.close();
    const all = [...this.#onTheirWay.values(), ...this.#waiting];
    this.#onTheirWay.clear();
    this.#waiting.length = 0;
    for (const handOver of all) fail(handOver, failure);
  }

  #sendWaiting(): void {
    while (this.#onTheirWay.size < MAX_ON_THEIR_WAY) {
      const next = this.#waiting[0];
      if (next === undefined || !this.#send(next)) return;
      this.#waiting.shift();
    }
  }

  /** False where the channel is full: it goes with the next answer. */
  #send(handOver: HandOver): boolean {
    const { id } = handOver.upgrade;
    const fd = stopReading(handOver.socket);
    if (fd === undefined) {
      handOver.deadline.clear();
      handOver.resolve();
      return true;
    }
    try {
      if (!this.#channel.trySend(id, fd)) return false;
    } catch (error) {
      fail(handOver, error instanceof SystemError ? tooManyDescriptors(error.message) : error);
      return true;
    }
    this.#onTheirWay.set(id, handOver);
    this.#post(handOver.upgrade);
    return true;
  }

  #expire(id: number): void {
    const handOver = this.#onTheirWay.get(id) ?? this.#waiting.find(({ upgrade }) => upgrade.id === id);
    if (handOver === undefined) return;
    this.#onTheirWay.delete(id);
    if (this.#waiting.includes(handOver)) this.#waiting.splice(this.#waiting.indexOf(handOver), 1);
    fail(handOver, silent());
  }
}

function fail({ deadline, reject }: HandOver, failure: unknown): void {
  deadline.clear();
  reject(failure);
}

function silent(): CallFailure {
  return codedFailure("lab_host_silent", "The lab host did not answer in time. Try again.");
}

/** What the kernel refused: ETOOMANYREFS, ENOBUFS, ENOMEM, or in the lab host EMFILE. */
function tooManyDescriptors(reason: string): CallFailure {
  return codedFailure(
    "too_many_descriptors",
    `The server cannot pass on a connection now (${reason}). Try again in a few seconds.`,
  );
}
