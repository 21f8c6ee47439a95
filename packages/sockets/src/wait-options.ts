import type { MessageFlag } from "./constants.js";
import type { Interrupter } from "./interrupter.js";

/** What every call that may wait takes. */
export interface WaitOptions {
  /** Ends the wait: the call fails with EINTR. */
  readonly interrupter?: Interrupter | undefined;
  /** Called once, when the call first has to wait for the kernel; not at all where it need not wait. */
  readonly onWait?: (() => void) | undefined;
  /** Seconds, in place of the socket's own `timeout`: null for ever, 0 not at all. */
  readonly timeout?: number | null | undefined;
}

/** What calls that move data take. */
export interface MessageOptions extends WaitOptions {
  /** By name, as in `["MSG_PEEK"]`. Sends always carry MSG_NOSIGNAL. */
  readonly flags?: readonly MessageFlag[] | undefined;
  /**
   * True for a caller that is done with what it receives before the next call: where the call need not wait, the bytes are good
   * until then only, and take no memory of their own.
   */
  readonly borrows?: boolean | undefined;
}
