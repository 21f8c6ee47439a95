import { formatEndpoint, receivedData, sentBytes, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "../entry.js";
import type { SocketBook } from "../socket-book.js";
import type { Chapter } from "./chapter.js";
import type { ChapterList } from "./chapter-list.js";

interface Parts {
  list: ChapterList;
  sockets: SocketBook;
  /** The socket at the other end of a Unix socket. */
  peerOf(socket: string): string | undefined;
}

/** Chapters of sockets of which no packets are seen, from the calls on them: Unix sockets, and labs without a capture. */
export class CallChapters {
  readonly #parts: Parts;
  /** The data of each connection, by the name that both its sockets give it. */
  readonly #data = new Map<string, Chapter>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A call on such a socket has returned. */
  callEnded(call: CallEntry): void {
    const { socket, end, command } = call;
    if (socket === null || end === null || end.outcome.kind !== "returned") return;
    const { list } = this.#parts;
    const { connects, closes } = traitsOf(command);
    const [flow = "", ...earlier] = this.#namesOf(socket);
    if (connects === "client") {
      const chapter = list.begin({
        kind: "connecting",
        flow,
        opener: call,
        start: nearStart(call),
        since: end,
      });
      list.end(chapter, end);
      return;
    }
    const open = [flow, ...earlier].map((name) => this.#data.get(name)).find((found) => found !== undefined);
    if (closes !== undefined) {
      if (open !== undefined) list.end(open, end);
      for (const name of [flow, ...earlier]) this.#data.delete(name);
      return;
    }
    const sent = sentBytes(call, end.outcome.result);
    const received = receivedData(command, end.outcome.result)?.bytes ?? 0;
    if (sent === 0 && received === 0) return;
    const chapter =
      open ?? list.begin({ kind: "data", flow, opener: call, start: nearStart(call), since: end });
    this.#data.set(flow, chapter);
    chapter.sockets.add(socket);
    const isForth = chapter.opener.kind === "call" && chapter.opener.socket === socket;
    if (!isForth) chapter.answer ??= call;
    // What is received was counted where it was sent.
    list.extend(chapter, end, isForth ? { forthBytes: sent } : { backBytes: sent });
  }

  evict(isKept: (chapter: Chapter) => boolean): void {
    for (const [flow, chapter] of this.#data) if (!isKept(chapter)) this.#data.delete(flow);
  }

  reset(): void {
    this.#data.clear();
  }

  /** The connection's name, the same for both its ends, and those that it had before the kernel had named both. */
  #namesOf(socket: string): string[] {
    const own = `socket ${socket}`;
    const peer = this.#parts.peerOf(socket);
    if (peer !== undefined) return [`sockets ${[socket, peer].sort().join(" ")}`, own, `socket ${peer}`];
    const { family, local, peer: address } = this.#parts.sockets.find(socket)?.latest ?? {};
    if (family === "AF_UNIX" || !local || !address) return [own];
    return [[local, address].map(formatEndpoint).sort().join(" "), own];
  }
}

/** Where a call began, if that is no further back than what a person sees as one thing. */
function nearStart(call: CallEntry): { seq: number; at: number } | undefined {
  return call.end?.hasRow === false ? call : (call.end ?? undefined);
}
