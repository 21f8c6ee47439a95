import { CallFailure, codedFailure, readRefusal } from "@sockpit/protocol";
import type { LabKey } from "./lab-key.js";

/** A server of which no answer came. */
export function unreachable(baseUrl: string, cause: unknown): CallFailure {
  const failure = codedFailure(
    "server_unreachable",
    `The server at ${baseUrl} cannot be reached. Is it running?`,
  );
  failure.cause = cause;
  return failure;
}

/** What the server has refused, by the error in its answer. */
export async function refusal(response: Response): Promise<CallFailure> {
  const error = readRefusal(await response.json().catch(() => undefined));
  if (error !== undefined) return new CallFailure(error);
  return codedFailure("internal", `The server answered ${response.status} ${response.statusText}`);
}

/** A refused handshake gives a browser no reason (WHATWG WebSockets §4), so the reason is asked over REST. */
export async function whyRefused({ baseUrl, key }: { baseUrl: string; key: LabKey }): Promise<CallFailure> {
  let response: Response;
  try {
    response = await fetch(`${baseUrl.replace(/\/+$/, "")}/api/labs/${key.lab}`, {
      headers: { authorization: `Bearer ${key.token}` },
    });
  } catch (cause) {
    return unreachable(baseUrl, cause);
  }
  if (!response.ok) return refusal(response);
  return codedFailure("connection_lost", "The server refused the connection to the lab. Try again.");
}
