import type { z } from "zod";
import type { CallError } from "./call-error.js";
import { CallFailure, codedFailure } from "./call-failure.js";
import { type ErrorCondition, errorCodes } from "./error-table.js";
import { type ErrnoName, errnoMessage, errnoNumber } from "./values/errno.js";
import { excerpt } from "./values/excerpt.js";

/** Characters of a rule: room for the longest list of names, that of `EpollEvent`. */
const RULE_LENGTH = 400;

/** HTTP status for what the kernel refused, or what timed out. */
export const KERNEL_ERROR_STATUS = 422;

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
