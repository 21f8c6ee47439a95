import { type CallError, conditionOf } from "@sockpit/protocol";

/** The headers that RFC 9110 wants beside an error: how to authenticate, and when to try again. */
export function errorHeaders(error: CallError): Record<string, string> {
  if ("code" in error && error.code === "unauthorized")
    return { "www-authenticate": 'Bearer realm="sockpit"' };
  const retryAfterSeconds = conditionOf(error)?.retryAfterSeconds ?? null;
  return retryAfterSeconds === null ? {} : { "retry-after": String(retryAfterSeconds) };
}
