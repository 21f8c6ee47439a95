import { CallFailure, codedFailure, errnoFailure, timeoutFailure } from "@sockpit/protocol";
import { ArgumentError, SystemError, TimeoutError } from "@sockpit/sockets";

/**
 * What a caller sees of an error: what the kernel said, and arguments that no call could carry, as the protocol words
 * them. The one place where errors of `@sockpit/sockets` become those of the protocol. Anything else is a bug, and stays
 * what it is.
 */
export function asCallFailure(error: unknown): unknown {
  if (error instanceof CallFailure) return error;
  if (error instanceof SystemError) {
    const { syscall, errno, sentBytes } = error;
    return errnoFailure(syscall, errno, sentBytes === undefined ? {} : { sentBytes });
  }
  if (error instanceof TimeoutError) return timeoutFailure(error.syscall);
  if (error instanceof ArgumentError)
    return codedFailure("bad_params", error.message, { field: error.field });
  return error;
}
