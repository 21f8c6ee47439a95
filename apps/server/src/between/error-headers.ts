import { type CallError, errorCodes } from "@sockpit/protocol";

/** What goes away when another visitor's lab ends takes longer than what ends with the next call. */
const RETRY_AFTER_S = 1;
const RETRY_AFTER_FULL_S = 15;

/** The headers that RFC 9110 wants beside an error: how to authenticate, and when to try again. */
export function errorHeaders(error: CallError): Record<string, string> {
  if (error.kind === "errno" || error.kind === "timeout") return {};
  if (error.code === "unauthorized") return { "www-authenticate": 'Bearer realm="sockpit"' };
  if (!errorCodes[error.code].retry) return {};
  const isFull = error.code === "too_many_labs" || error.code === "too_many_labs_of_visitor";
  return { "retry-after": String(isFull ? RETRY_AFTER_FULL_S : RETRY_AFTER_S) };
}
