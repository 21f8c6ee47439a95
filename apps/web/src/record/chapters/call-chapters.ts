import { formatEndpoint, receivedData, type SocketChange, sentBytes, traitsOf } from "@sockpit/protocol";
import type { CallEntry } from "../entry.js";
import type { Moment } from "../moment.js";
import type { SocketBook } from "../socket-book.js";
import type { Chapter } from "./chapter.js";
import type { ChapterList } from "./chapter-list.js";

interface Parts {
  list: ChapterList;
  sockets: SocketBook;
  /** The socket at the other end of a Unix socket. */
  peerOf(socket: string): string | undefined;
}

/** A connection that may still grow. */
interface Connection {
  data: Chapter | null;
  closing: Chapter | null;
}

/** Chapters of sockets of which no packets are seen, from the calls on them: Unix sockets, and labs without a capture. */
export class CallChapters {
  readonly #parts: Parts;
  /** Those that were connected or have moved data, by the name that both their sockets give them. */
  readonly #connections = new Map<string, Connection>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A call on such a socket has returned, with what that changed. */
  callEnded(call: CallEntry, changes: readonly SocketChange[]): void {
    const { socket, end, command } = call;
    if (socket === null || end === null || end.outcome.kind !== "returned") return;
    const { list } = this.#parts;
    const { connects, closes } = traitsOf(command);
    const names = this.#namesOf(socket);
    const [flow = ""] = names;
    if (connects === "client") {
      const start = nearStart(call);
      const chapter = list.begin({ kind: "connecting", flow, opener: call, start, since: end });
      list.end(chapter, end);
      this.#connections.set(flow, { data: null, closing: null });
      return;
    }
    const known = names.map((name) => this.#connections.get(name)).find((found) => found !== undefined);
    if (closes !== undefined) {
      const isClosed = closes === "connection" || this.#isLastDescriptor(socket, changes);
      if (known !== undefined && isClosed) this.#closed(known, { call, end, flow, names });
      return;
    }
    const sent = sentBytes(call, end.outcome.result);
    const received = receivedData(command, end.outcome.result)?.bytes ?? 0;
    if (sent === 0 && received === 0) return;
    const connection = known ?? { data: null, closing: null };
    this.#connections.set(flow, connection);
    const chapter =
      connection.data ?? list.begin({ kind: "data", flow, opener: call, start: nearStart(call), since: end });
    connection.data = chapter;
    chapter.sockets.add(socket);
    const isForth = chapter.opener.kind === "call" && chapter.opener.socket === socket;
    if (!isForth) chapter.answer ??= call;
    // What is received was counted where it was sent.
    list.extend(chapter, end, isForth ? { forthBytes: sent } : { backBytes: sent });
  }

  evict(isKept: (chapter: Chapter) => boolean): void {
    for (const [flow, { data, closing }] of this.#connections)
      if (![data, closing].some((chapter) => chapter !== null && isKept(chapter)))
        this.#connections.delete(flow);
  }

  reset(): void {
    this.#connections.clear();
  }

  /** One end has closed its direction, or itself; when both have, nothing is missing. */
  #closed(connection: Connection, { call, end, flow, names }: Closing): void {
    const { list, sockets } = this.#parts;
    if (connection.data !== null) list.end(connection.data, end);
    connection.data = null;
    const { closing } = connection;
    if (closing === null) {
      const { type } = (call.socket === null ? undefined : sockets.find(call.socket)?.latest) ?? {};
      // Datagrams have no connection to close.
      if (type !== "SOCK_DGRAM")
        connection.closing = list.begin({ kind: "closing", flow, opener: call, start: call, since: end });
      return;
    }
    list.extend(closing, end);
    if (closing.opener.kind === "call" && closing.opener.socket === call.socket) return;
    closing.answer ??= call;
    list.end(closing, end);
    for (const name of names) this.#connections.delete(name);
  }

  /** Of a Unix socket the event says whether another descriptor of it is open; of others without packets, nothing does. */
  #isLastDescriptor(socket: string, changes: readonly SocketChange[]): boolean {
    if (this.#parts.sockets.find(socket)?.latest?.family !== "AF_UNIX") return true;
    return changes.some((change) => change.socket === socket && change.isGone === true);
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

interface Closing {
  call: CallEntry;
  end: Moment;
  flow: string;
  names: readonly string[];
}

/** Where a call began, if that is no further back than what a person sees as one thing. */
function nearStart(call: CallEntry): { seq: number; at: number } | undefined {
  return call.end?.hasRow === false ? call : (call.end ?? undefined);
}
