import { errnoMessage, errnoNames, errnoNumber, limits } from "@sockpit/protocol";

/** What the Python modules take from the protocol, so that it is written once. */
export function pythonSettings(): string {
  return JSON.stringify({
    errnos: errnoNames.map((name) => [name, errnoNumber(name), errnoMessage(name)]),
    dataBytes: limits.dataBytes,
    timeoutSeconds: limits.timeoutSeconds,
  });
}
