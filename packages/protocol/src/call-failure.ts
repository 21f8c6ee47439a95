import type { CallError, ErrorCode } from "./call-error.js";
import { errorCodes } from "./error-table.js";

/** What V8 has beside the standard: how many frames an error captures. */
const stackTraces: { stackTraceLimit?: number | undefined } = Error as object;

/** Thrown wherever a call fails for a reason that its caller should see. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly error: CallError;

  /** Without a stack trace, but for what is a bug: it costs more than a call, and refused calls come in floods. */
  constructor(error: CallError) {
    const { stackTraceLimit } = stackTraces;
    if (error.kind !== "internal") stackTraces.stackTraceLimit = 0;
    super(error.message);
    stackTraces.stackTraceLimit = stackTraceLimit;
    this.error = error;
  }
}

/** A failure from the table of codes. */
export function codedFailure(
  code: ErrorCode,
  message: string,
  details: { field?: string; reference?: string } = {},
): CallFailure {
  return new CallFailure({ kind: errorCodes[code].kind, code, message, ...details });
}
