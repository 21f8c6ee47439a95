import { z } from "zod";
import { errorCodes } from "./error-table.js";
import { ErrnoName } from "./values/errno.js";

export type ErrorCode = keyof typeof errorCodes;
export const ErrorCode = z
  .enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]])
  .describe("The condition, by its code: see the table of codes.");

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

/** Everything else: what was asked is not allowed, too much, malformed, or an internal server error. */
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
