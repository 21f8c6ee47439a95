import { randomUUID } from "node:crypto";
import { type CallError, CallFailure, codedFailure } from "@sockpit/protocol";

/** What a caller may see of an error. A bug is logged whole, under a reference that the caller can quote. */
export function errorForCaller(error: unknown): CallError {
  if (error instanceof CallFailure && !isBug(error.error)) return error.error;
  const reference = randomUUID().slice(0, 8);
  console.error(`sockpit: internal error ${reference}:`, error);
  const message = `Something broke on the server. Its log says more under ${reference}.`;
  return codedFailure("internal", message, { reference }).error;
}

function isBug(error: CallError): boolean {
  return error.kind === "internal" && error.code === "internal";
}
