import type { CallCondition } from "@sockpit/protocol";
import type { MaybePromise, Socket } from "@sockpit/sockets";
import type { ConditionedCall, ConditionOf, Input, TransferRules } from "./conditioned-call.js";
import { ConnectionConditions } from "./connection-conditions.js";
import { pause } from "./pause.js";

/** Does to the calls of one process what a bad network or a slow program would: see docs/scenarios.md, "Conditions". */
export class ProcessConditions {
  readonly #rules: TransferRules;
  readonly #delayMs: number;
  readonly #seed: string;
  /** By the kernel's open file description, which copies of a descriptor share. */
  readonly #connections = new WeakMap<Socket["held"]["description"], ConnectionConditions>();
  #connectionCount = 0;

  constructor(conditions: readonly CallCondition[], seed: string) {
    const last = <K extends CallCondition["kind"]>(kind: K) =>
      conditions.findLast((condition): condition is ConditionOf<K> => condition.kind === kind);
    this.#rules = {
      shortReads: last("shortReads"),
      shortWrites: last("shortWrites"),
      resetAfterBytes: last("resetAfter")?.lengthBytes,
    };
    this.#delayMs = (last("slowPeer")?.delaySeconds ?? 0) * 1000;
    this.#seed = seed;
  }

  /** Makes a call. As of handlers, what fails is thrown, or rejects where it waited. */
  make(made: ConditionedCall): MaybePromise<object> {
    const { call, interrupter, releases } = made;
    const { sends, receives, connects } = call.traits;
    const isSlow = sends !== undefined || receives !== undefined || connects !== undefined;
    // `socketpair` is made on none, and a pipe is no peer.
    if (this.#delayMs === 0 || !isSlow || call.socket === undefined) return this.#move(made);
    call.changedBy("slowPeer");
    // The caller's bytes are good until the call waits.
    const { data } = made.input;
    const input = data instanceof Uint8Array ? { ...made.input, data: data.slice() } : made.input;
    return pause(this.#delayMs, { releases, interrupter }).then(() => this.#move({ ...made, input }));
  }

  #move(made: ConditionedCall): MaybePromise<object> {
    const { call, input, perform } = made;
    const { sends, receives } = call.traits;
    const { socket } = call;
    const isMoved = sends !== undefined || receives !== undefined;
    if (!isMoved || socket === undefined || !isTcp(socket) || isUrgent(input)) return perform(input);
    const connection = this.#connectionOf(socket);
    return sends === undefined ? connection.receive(made, socket) : connection.send(made, socket);
  }

  #connectionOf({ held }: Socket): ConnectionConditions {
    const known = this.#connections.get(held.description);
    if (known !== undefined) return known;
    this.#connectionCount += 1;
    const seed = `${this.#seed} ${this.#connectionCount}`;
    const connection = new ConnectionConditions(this.#rules, seed);
    this.#connections.set(held.description, connection);
    return connection;
  }
}

/** Others move no streams over a network. */
function isTcp({ family, type }: Socket): boolean {
  return type === "SOCK_STREAM" && family !== "AF_UNIX";
}

/** Urgent data is one byte, the last one: it is not part of what is read and written in pieces. */
function isUrgent({ flags }: Input): boolean {
  return Array.isArray(flags) && flags.includes("MSG_OOB");
}
