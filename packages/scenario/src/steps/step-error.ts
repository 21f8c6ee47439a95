import { type CallError, type ErrnoName, errnoNumber } from "@sockpit/protocol";

/** What ends a program in steps: an exception, named as Python names it. */
export class StepError extends Error {
  override readonly name: string = "StepError";
  /** The exception's class. */
  readonly exception: string;
  /** The errno's name, of what the kernel refused. */
  readonly errno: string | undefined;

  constructor(exception: string, message: string, errno?: string) {
    super(message);
    this.exception = exception;
    this.errno = errno;
  }
}

/** The class of OSError that Python raises for an errno: docs.python.org, "OS exceptions". */
const EXCEPTION_OF: Partial<Record<ErrnoName, string>> = {
  EAGAIN: "BlockingIOError",
  EALREADY: "BlockingIOError",
  EINPROGRESS: "BlockingIOError",
  EPIPE: "BrokenPipeError",
  ESHUTDOWN: "BrokenPipeError",
  ECONNABORTED: "ConnectionAbortedError",
  ECONNREFUSED: "ConnectionRefusedError",
  ECONNRESET: "ConnectionResetError",
  EEXIST: "FileExistsError",
  ENOENT: "FileNotFoundError",
  EINTR: "InterruptedError",
  EACCES: "PermissionError",
  EPERM: "PermissionError",
  ETIMEDOUT: "TimeoutError",
};

/** Exceptions that are an OSError, or a ConnectionError, too. */
const CONNECTION_ERRORS = [
  "BrokenPipeError",
  "ConnectionAbortedError",
  "ConnectionRefusedError",
  "ConnectionResetError",
];

/** A failed call as Python's exception. */
export function stepErrorOf(error: CallError): StepError {
  if (error.kind === "timeout") return new StepError("TimeoutError", error.message);
  if (error.kind === "errno")
    return new StepError(
      EXCEPTION_OF[error.errno] ?? "OSError",
      `[Errno ${errnoNumber(error.errno)}] ${error.message}`,
      error.errno,
    );
  return new StepError(error.code === "bad_params" ? "TypeError" : "OSError", error.message);
}

/** Whether an exception is what a step, or an expectation, names: its class, a class above it, or its errno. */
export function isException(
  { exception, errno }: Pick<StepError, "exception" | "errno">,
  wanted: string,
): boolean {
  if (wanted === exception || wanted === errno || wanted === "Exception") return true;
  if (wanted === "ConnectionError") return CONNECTION_ERRORS.includes(exception);
  return wanted === "OSError" && !["ValueError", "TypeError", "OverflowError"].includes(exception);
}
