import type { CallError } from "@sockpit/protocol";
import type { CallUnderWay } from "./call-under-way.js";

/** How a call ended: with its result, as its schema gives it, or with an error. */
export type CallOutcome =
  | { readonly result: object; readonly error?: undefined }
  | { readonly result?: undefined; readonly error: CallError };

/** Follows the calls of a lab. It must not throw: what it does is no part of the call. */
export interface CallObserver {
  /** Before the system call. */
  onStart?(call: CallUnderWay): void;
  /** The kernel has nothing for the call yet: it waits from now on. At most once. */
  onWait?(call: CallUnderWay): void;
  /** After the system call, and before its caller gets what it gave. */
  onEnd?(call: CallUnderWay, outcome: CallOutcome): void;
}
