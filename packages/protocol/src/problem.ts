import { z } from "zod";
import { CallError } from "./call-error.js";
import { conditionOf, statusOf } from "./errors.js";
import { errnoMessage } from "./values/errno.js";

/** The media type of REST errors: RFC 9457. */
export const PROBLEM_TYPE = "application/problem+json";

/** Every REST error: a problem of RFC 9457, with `id` and `error` as extensions. Of later versions there may be more. */
export const ErrorBody = z.object({
  type: z.string().describe("Where the server explains the error."),
  title: z.string().describe("The error in general."),
  status: z.int().describe("The HTTP status."),
  detail: z.string().describe("This error: `error.message`."),
  instance: z.string().optional().describe("The request as a URN."),
  id: z.string().describe("The request's, also in the header `x-request-id`."),
  error: CallError,
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** What errors have in common by name: a code, an errno, or `timeout`. */
export function errorName(error: CallError): string {
  if (error.kind === "errno") return error.errno;
  return error.kind === "timeout" ? "timeout" : error.code;
}

/** A REST error for a request; `id` is empty where it has none. */
export function problemOf(error: CallError, id: string): ErrorBody {
  return {
    type: `/docs/errors#${errorName(error)}`,
    title: titleOf(error),
    status: statusOf(error),
    detail: error.message,
    ...(id === "" ? {} : { instance: `urn:uuid:${id}` }),
    id,
    error,
  };
}

/** RFC 9457 §3.1.3: the same for every error of a type. */
function titleOf(error: CallError): string {
  if (error.kind === "errno") return errnoMessage(error.errno);
  return conditionOf(error)?.meaning ?? "The socket's own timeout passed.";
}
