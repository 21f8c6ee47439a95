import { z } from "zod";
import { type ErrorCondition, errorCodes } from "./error-table.js";
import { ErrnoName, errnoMessage, errnoNumber } from "./values/errno.js";
import { excerpt } from "./values/excerpt.js";

export type ErrorCode = keyof typeof errorCodes;
export const ErrorCode = z
  .enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]])
  .describe("The condition, by its code: see the table of codes.");

/** Characters of a rule: room for the longest list of names, that of `EpollEvent`. */
const RULE_LENGTH = 400;

/** HTTP status for what the kernel refused, or what timed out. */
export const KERNEL_ERROR_STATUS = 422;

const Syscall = z.string().describe("The system call that failed.");

/** What the kernel said: errno by name, Linux's number beside it. */
export const ErrnoError = z.strictObject({
  kind: z.literal("errno"),
  errno: ErrnoName,
  number: z.int().describe("Linux's number of the error."),
  syscall: Syscall,
  message: z.string().describe("The error in words, as strerror(3) gives it."),
  sentBytes: z
    .int()
    .min(0)
    .optional()
    .describe("With EINTR of `sendall`: bytes that the kernel took before the interruption."),
});
export type ErrnoError = z.infer<typeof ErrnoError>;

/** The socket's own timeout (`settimeout`) passed. */
export const TimeoutError = z.strictObject({
  kind: z.literal("timeout"),
  syscall: Syscall,
  message: z.string().describe("The error in words."),
});
export type TimeoutError = z.infer<typeof TimeoutError>;

const codedFields = {
  code: ErrorCode,
  message: z.string().describe("The error in words: what is wrong, and what to do."),
  field: z
    .string()
    .optional()
    .describe("The field of the message that broke a rule, as a path: `params.address.port`."),
  reference: z.string().optional().describe("With `internal`: what to quote when reporting it."),
};

/** Everything else: what was asked is not allowed, too much, malformed, or broke on our side. */
export const CodedError = z.strictObject({
  kind: z
    .enum(["policy", "limit", "protocol", "internal"])
    .describe("Not allowed, too much, malformed, or failed on the server's side."),
  ...codedFields,
});
export type CodedError = z.infer<typeof CodedError>;

export const CallError = z
  .discriminatedUnion("kind", [ErrnoError, TimeoutError, CodedError])
  .describe("Why a call failed.");
export type CallError = z.infer<typeof CallError>;

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

/** A failure that the kernel reported: `errnoFailure("bind", "EADDRINUSE")`. */
export function errnoFailure(
  syscall: string,
  errno: ErrnoName,
  details: { sentBytes?: number } = {},
): CallFailure {
  return new CallFailure({
    kind: "errno",
    errno,
    number: errnoNumber(errno),
    syscall,
    message: errnoMessage(errno),
    ...details,
  });
}

/** A failure because the socket's timeout passed; CPython's message for it. */
export function timeoutFailure(syscall: string): CallFailure {
  return new CallFailure({ kind: "timeout", syscall, message: "timed out" });
}

/** A failure from the table of codes. */
export function codedFailure(
  code: ErrorCode,
  message: string,
  details: { field?: string; reference?: string } = {},
): CallFailure {
  return new CallFailure({ kind: errorCodes[code].kind, code, message, ...details });
}

/** The HTTP status that goes with an error. */
export function statusOf(error: CallError): number {
  return error.kind === "errno" || error.kind === "timeout"
    ? KERNEL_ERROR_STATUS
    : errorCodes[error.code].status;
}

/** What is known of an error's condition; undefined where the kernel or a timeout speaks for itself. */
export function conditionOf(error: CallError): ErrorCondition | undefined {
  return "code" in error ? errorCodes[error.code] : undefined;
}

/** A failure from what zod found: names the field and the rule. */
export function badParams(error: z.ZodError, prefix: string): CallFailure {
  const issue = firstIssue(error.issues);
  const field = excerpt([prefix, ...(issue?.path ?? [])].filter((part) => part !== "").join("."));
  const rule = shortened(issue?.message ?? "is not valid");
  return codedFailure("bad_params", field === "" ? rule : `${field}: ${rule}`, field === "" ? {} : { field });
}

/** What zod says may repeat what came: the names of unknown keys. */
function shortened(rule: string): string {
  return rule.length <= RULE_LENGTH ? rule : `${rule.slice(0, RULE_LENGTH - 1)}…`;
}

/** In a union, the issue of the member that came furthest says most. */
function firstIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const issue = issues[0];
  if (issue?.code !== "invalid_union") return issue;
  const deepest = issue.errors
    .map((branch) => firstIssue(branch))
    .filter((inner) => inner !== undefined)
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (deepest === undefined || deepest.path.length === 0) return issue;
  return { ...deepest, path: [...issue.path, ...deepest.path] };
}
