import { codedFailure, decodeRequest } from "@sockpit/protocol";

/** A body of JSON; no body at all is `{}`. `bad_message`. */
export function decodeBody(bytes: Uint8Array): object {
  if (bytes.length === 0) return {};
  const value = decodeRequest(bytes, "json");
  if (typeof value === "object" && value !== null) return value;
  throw codedFailure("bad_message", "The body is not a JSON object.");
}
