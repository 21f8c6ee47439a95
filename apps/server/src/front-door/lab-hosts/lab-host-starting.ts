import { type CallFailure, codedFailure } from "@sockpit/protocol";

/** Why no lab can be made now. */
export function labHostStarting(): CallFailure {
  return codedFailure("lab_host_starting", "The lab host is being replaced. Try again in a second.");
}
