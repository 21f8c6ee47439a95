import { once } from "node:events";
import type { LabKey } from "@sockpit/client";
import {
  BEARER_PREFIX,
  decodeBinary,
  encodeBinary,
  encodeJson,
  type LabEvent,
  type MessageEncoding,
  type ReplyMessage,
  SUBPROTOCOL,
} from "@sockpit/protocol";
import { WebSocket } from "ws";
import { EventOrder } from "./event-order.js";

export interface FollowingClientOptions {
  readonly key: LabKey;
  readonly isBatched: boolean;
  readonly encoding: MessageEncoding;
}

/** Calls of all clients have ids of their own. */
let lastId = 0;

/** A connection that follows its lab from the beginning, makes calls, and checks the order of all that it receives. */
export class FollowingClient {
  readonly order = new EventOrder();
  readonly #socket: WebSocket;
  readonly #encoding: MessageEncoding;
  readonly #pending = new Map<number, (reply: ReplyMessage) => void>();
  readonly #seqListeners = new Set<() => void>();

  private constructor(socket: WebSocket, encoding: MessageEncoding) {
    this.#socket = socket;
    this.#encoding = encoding;
    socket.on("message", (data: Buffer, isBinary) => this.#receive(data, isBinary));
  }

  static async open(baseUrl: string, options: FollowingClientOptions): Promise<FollowingClient> {
    const { key, isBatched, encoding } = options;
    const url = `${baseUrl.replace("http", "ws")}/api/labs/${key.lab}/ws`;
    const socket = new WebSocket(url, [SUBPROTOCOL, BEARER_PREFIX + key.token]);
    await once(socket, "open");
    const client = new FollowingClient(socket, encoding);
    await client.#ask({ control: "follow", params: { since: 0, batch: isBatched } }, () => undefined);
    return client;
  }

  async startProcess(name: string): Promise<number> {
    const message = { control: "startProcess", params: { name } };
    const result = await this.#ask(message, (reply) => {
      if (reply.ok) this.order.processReply((reply.result as { pid: number }).pid);
    });
    return (result as { pid: number }).pid;
  }

  /** Makes a call whose source names the file, and the message's id as the line. */
  call(pid: number, file: string, call: { command: string; params: object }): Promise<unknown> {
    return this.#ask({ ...call, pid, source: { file, line: lastId + 1 } }, (reply) => {
      if (reply.id !== null) this.order.reply(reply.id);
    });
  }

  /** Resolves once the event of this number has come. */
  async untilSeq(seq: number): Promise<void> {
    while (this.order.lastSeq < seq) {
      await new Promise<void>((resolve) => this.#seqListeners.add(resolve));
    }
  }

  close(): void {
    this.#socket.close();
  }

  /** `onReply` is called as the reply comes, before any later message is looked at. */
  #ask(message: object, onReply: (reply: ReplyMessage) => void): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    const whole = { id, ...message };
    this.#socket.send(this.#encoding === "json" ? encodeJson(whole) : encodeBinary(whole));
    return new Promise((resolve, reject) => {
      this.#pending.set(id, (reply) => {
        onReply(reply);
        if (reply.ok) resolve(reply.result);
        else reject(new Error(reply.error.message));
      });
    });
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const message = (isBinary ? decodeBinary(data) : JSON.parse(data.toString())) as
      | LabEvent
      | { readonly events: readonly LabEvent[] }
      | ReplyMessage;
    if ("ok" in message) {
      this.#pending.get(message.id ?? 0)?.(message);
      this.#pending.delete(message.id ?? 0);
      return;
    }
    for (const event of "events" in message ? message.events : [message]) this.order.event(event);
    for (const listener of this.#seqListeners) listener();
    this.#seqListeners.clear();
  }
}
