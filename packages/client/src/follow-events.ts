import { CallFailure, type LabEvent } from "@sockpit/protocol";
import { EventReader } from "./event-reader.js";
import { linesOf } from "./lines-of.js";

/** How long until the next try, where a stream broke off or the server could not be reached: EventSource's is similar. */
const RETRY_MS = 1000;

export interface FollowOptions {
  /** The number of the last event that is already there; 0 for all that are kept. Without it: only new ones. */
  since?: number;
  signal?: AbortSignal;
  /** So many events passed that the lab no longer kept. */
  onDropped?: (count: number) => void;
}

type Open = (since: number | undefined, signal: AbortSignal | undefined) => Promise<Response>;

/** The events of streams of server-sent events (WHATWG HTML §9.2), each opened after the last event of the one before. */
export async function* followEvents(
  open: Open,
  { since, signal, onDropped }: FollowOptions,
): AsyncGenerator<LabEvent, undefined> {
  let last = since;
  const reader = new EventReader();
  for (let isFirst = true; ; isFirst = false) {
    try {
      const { body } = await open(last, signal);
      for await (const message of messagesOf(linesOf(body))) {
        if (message.name === "dropped") {
          onDropped?.((JSON.parse(message.data) as { dropped: number }).dropped);
          continue;
        }
        const event = reader.read(JSON.parse(message.data));
        if (event === undefined) continue;
        last = event.seq;
        yield event;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!isFirst && isGone(error)) return;
      if (isFirst && error instanceof CallFailure) throw error;
      if (!mayRetry(error)) throw error;
    }
    await pause(signal);
  }
}

/** The stream of a lab that has ended ends; that it has, the next try says. */
function isGone(error: unknown): boolean {
  return error instanceof CallFailure && "code" in error.error && error.error.code === "no_such_lab";
}

/** What is no answer of the server's is a connection that broke off. */
function mayRetry(error: unknown): boolean {
  if (!(error instanceof CallFailure)) return error instanceof TypeError || error instanceof DOMException;
  return error.error.kind === "internal" || error.error.kind === "limit";
}

async function* messagesOf(
  lines: AsyncIterable<string>,
): AsyncGenerator<{ name: string; data: string }, undefined> {
  let name = "";
  let data = "";
  for await (const line of lines) {
    if (line.startsWith("event: ")) name = line.slice("event: ".length);
    else if (line.startsWith("data: ")) data = line.slice("data: ".length);
    else if (line === "" && data !== "") {
      yield { name, data };
      [name, data] = ["", ""];
    }
  }
}

function pause(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, RETRY_MS);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
