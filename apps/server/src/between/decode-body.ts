import { codedFailure, decodeRequest } from "@sockpit/protocol";

/** A body of JSON; no body at all is `{}`. `bad_message`. */
export function decodeBody(bytes: Uint8Array): object {
  return bytes.length === 0 ? {} : objectOf(decodeRequest(bytes, "json"));
}

/** What a body holds has to be an object. `bad_message`. */
export function objectOf(value: unknown): object {
  if (typeof value === "object" && value !== null) return value;
  throw codedFailure("bad_message", "The body is not a JSON object.");
}
