import { type ErrnoName, errnos } from "./system/errno.js";

/**
 * What a call fails with for a reason that its caller should see: one of the classes below. Any other error is a bug.
 * They have no stack trace, which would take several times as long as the call, and a flood of refused calls is an
 * ordinary thing.
 */
export abstract class SocketError extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What the kernel said: errno(3). */
export class SystemError extends SocketError {
  override readonly name = "SystemError";
  /** As in `bind`. */
  readonly syscall: string;
  readonly errno: ErrnoName;
  /** With EINTR of `sendall`: bytes that the kernel took before the interruption. */
  readonly sentBytes: number | undefined;

  constructor(syscall: string, errno: ErrnoName, details: { sentBytes?: number } = {}) {
    super(`${syscall}: ${errno}`);
    this.syscall = syscall;
    this.errno = errno;
    this.sentBytes = details.sentBytes;
  }

  /** Linux's number for the name. */
  get number(): number {
    return errnos[this.errno];
  }
}

/** The socket's own timeout passed. */
export class TimeoutError extends SocketError {
  override readonly name = "TimeoutError";
  readonly syscall: string;

  constructor(syscall: string) {
    super(`${syscall}: timed out`);
    this.syscall = syscall;
  }
}

/** An argument that no call of the kernel could carry: which one, and the rule that it breaks. */
export class ArgumentError extends SocketError {
  override readonly name = "ArgumentError";
  /** As a path: `address.port`. */
  readonly field: string;

  constructor(field: string, rule: string) {
    super(`${field}: ${rule}`);
    this.field = field;
  }
}
