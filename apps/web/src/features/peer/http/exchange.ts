import type { CallError } from "@sockpit/protocol";
import { callErrorOf, familyOf, isErrno, type PeerProcess } from "../peer-process.js";
import type { HttpRequest } from "./request.js";
import { ResponseReader } from "./response-reader.js";

/** What an exchange is doing: each has its call. */
export type ExchangePhase = "connecting" | "sending" | "waiting" | "receiving";

interface ExchangeOptions {
  /** Seconds without a byte, or a connection, after which it ends with what it has. */
  timeoutSeconds: number;
  /** After each step and each piece that came. */
  onProgress?(phase: ExchangePhase, reader: ResponseReader): void;
}

/** Where the kernel refused: the request was not sent, or not whole. */
export interface ExchangeResult {
  readonly reader: ResponseReader;
  readonly error: CallError | undefined;
}

/** Bytes that one call receives. */
const BUFFER_BYTES = 65_536;

/** One request on a connection of its own, and its answer, or as much of one as came in time. Does not reject. */
export async function exchange(
  process: PeerProcess,
  request: HttpRequest,
  { timeoutSeconds, onProgress }: ExchangeOptions,
): Promise<ExchangeResult> {
  const reader = new ResponseReader(request.method);
  try {
    const { fd } = await process.command("socket", { family: familyOf(request.host) });
    try {
      const error = await talk(fd);
      return { reader, error };
    } finally {
      await process.command("close", { fd });
    }
  } catch (error) {
    return { reader, error: callErrorOf(error) };
  }

  async function talk(fd: number): Promise<CallError | undefined> {
    await process.command("settimeout", { fd, timeout: timeoutSeconds });
    onProgress?.("connecting", reader);
    await process.command("connect", { fd, address: { host: request.host, port: request.port } });
    onProgress?.("sending", reader);
    const unsent = await failureOf(process.command("sendall", { fd, data: request.bytes }));
    // A server that answers before it has read everything may have closed: its answer is there all the same.
    if (unsent !== undefined && !isErrno(unsent, "EPIPE", "ECONNRESET")) return unsent;
    onProgress?.("waiting", reader);
    while (!reader.isDone) {
      const received = await process
        .command("recv", { fd, bufsize: BUFFER_BYTES })
        .then(({ data }) => data, callErrorOf);
      if (!(received instanceof Uint8Array)) return ended(received);
      if (received.length === 0) reader.end("closed");
      if (received.length === 0) return undefined;
      reader.push(received);
      onProgress?.("receiving", reader);
    }
    return undefined;
  }

  function ended(error: CallError): CallError | undefined {
    if (error.kind === "timeout") reader.end("timedOut");
    else if (isErrno(error, "ECONNRESET")) reader.end("reset");
    else return error;
    return undefined;
  }
}

function failureOf(call: Promise<unknown>): Promise<CallError | undefined> {
  return call.then(() => undefined, callErrorOf);
}
