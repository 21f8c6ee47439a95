import { randomUUID } from "node:crypto";
import { type CallError, CallFailure, codedFailure } from "@sockpit/protocol";
import { log } from "./log.js";

/** What a caller may see of an error. A bug is logged whole, under a reference that the caller can quote. */
export function errorForCaller(error: unknown): CallError {
  if (error instanceof CallFailure && !isBug(error.error)) return error.error;
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, "internal error");
  const message = `Internal server error. The server's log has the details under ${reference}.`;
  return codedFailure("internal", message, { reference }).error;
}

function isBug(error: CallError): boolean {
  return error.kind === "internal" && error.code === "internal";
}
