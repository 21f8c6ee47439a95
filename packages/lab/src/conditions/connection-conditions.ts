import { chain, type MaybePromise, type Socket } from "@sockpit/sockets";
import type { ConditionedCall, TransferRules } from "./conditioned-call.js";
import { SeededRandom } from "./seeded-random.js";

/** What conditions do to one TCP connection of a process. */
export class ConnectionConditions {
  readonly #rules: TransferRules;
  readonly #random: SeededRandom;
  /** Bytes that a reading call may see: as if the others had not come yet. */
  #arrivedBytes = 0;
  /** Until the reset; undefined where there is none, or no more. */
  #leftBytes: number | undefined;

  constructor(rules: TransferRules, seed: string) {
    this.#rules = rules;
    this.#random = new SeededRandom(seed);
    this.#leftBytes = rules.resetAfterBytes;
  }

  receive({ call, input, perform }: ConditionedCall, socket: Socket): MaybePromise<object> {
    const { bufsize, flags = [] } = input as { bufsize: number; flags?: readonly string[] };
    const isPeek = flags.includes("MSG_PEEK");
    // The kernel gives all of it, or the connection has ended.
    const shortBytes = flags.includes("MSG_WAITALL") ? Infinity : this.#readableBytes(socket, isPeek);
    const allowed = Math.min(bufsize, shortBytes, this.#leftBytes ?? Infinity);
    const made = perform(allowed === bufsize ? input : { ...input, bufsize: allowed });
    return chain(made, (result) => {
      const { length } = (result as { data: Uint8Array }).data;
      if (length === shortBytes && length < bufsize) call.changedBy("shortReads");
      if (!isPeek) this.#arrivedBytes = Math.max(0, this.#arrivedBytes - length);
      if (!isPeek && this.#hasMoved(length)) reset({ call, socket });
      return result;
    });
  }

  send(made: ConditionedCall, socket: Socket): MaybePromise<object> {
    const { call, input, perform } = made;
    const { data } = input as { data: Uint8Array };
    const count = call.traits.sends?.count;
    const shortBytes = count === undefined ? Infinity : this.#writableBytes(socket);
    const allowed = Math.min(data.length, shortBytes, this.#leftBytes ?? Infinity);
    const isCut = allowed < data.length;
    const sent = perform(isCut ? { ...input, data: data.subarray(0, allowed) } : input);
    return chain(sent, (result) => {
      const bytes = count === undefined ? allowed : ((result as Record<string, number>)[count] ?? 0);
      if (bytes === shortBytes && isCut) call.changedBy("shortWrites");
      if (!this.#hasMoved(bytes)) return result;
      reset({ call, socket });
      // A call that sends all goes on, and finds the connection reset.
      return count === undefined && isCut ? perform({ ...input, data: data.subarray(allowed) }) : result;
    });
  }

  /** What was peeked at is there, and each further peek sees more; SO_RCVLOWAT is waited for. */
  #readableBytes({ held }: Socket, isPeek: boolean): number {
    const { shortReads } = this.#rules;
    // Who waits for edges of epoll(7) takes fewer bytes than it asked for to mean that no more are there.
    if (shortReads === undefined || held.description.isEdgeTriggered) return Infinity;
    if (isPeek || this.#arrivedBytes === 0) this.#arrivedBytes += this.#random.between(shortReads);
    return Math.max(this.#arrivedBytes, held.description.lowWaterBytes);
  }

  #writableBytes({ held }: Socket): number {
    const { shortWrites } = this.#rules;
    if (shortWrites === undefined || held.description.isEdgeTriggered) return Infinity;
    return this.#random.between(shortWrites);
  }

  /** Whether the connection is to be reset now. */
  #hasMoved(bytes: number): boolean {
    if (this.#leftBytes === undefined) return false;
    this.#leftBytes -= bytes;
    if (this.#leftBytes > 0) return false;
    this.#leftBytes = undefined;
    return true;
  }
}

function reset({ call, socket }: Pick<ConditionedCall, "call"> & { socket: Socket }): void {
  // Another thread may have closed it, or the peer reset it.
  if (!socket.closed) socket.reset();
  call.changedBy("resetAfter");
}
