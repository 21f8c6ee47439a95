import {
  BEARER_PREFIX,
  CallFailure,
  type CommandName,
  type CommandParams,
  type CommandResult,
  type ControlName,
  type ControlParams,
  type ControlResult,
  closeCodes,
  codedFailure,
  decodeBinary,
  decodeJson,
  encodeBinary,
  encodeJson,
  GOODBYE,
  type ReplyMessage,
  type RequestMessage,
  readReply,
  type SourceLine,
  SUBPROTOCOL,
} from "@sockpit/protocol";
import { type ConnectionClose, describeClose } from "./connection-close.js";
import type { LabKey } from "./lab-key.js";
import { encodeRawCall, type RawCall, type RawCallUnderWay, type RawReply, repliedId } from "./raw-call.js";
import { whyRefused } from "./refusal.js";
import { platformWebSocket, type WebSocketConstructor, type WebSocketLike } from "./web-socket.js";

export interface LabSocketOptions {
  baseUrl: string;
  key: LabKey;
  /** Needed on Node 20, which has no WebSocket of its own. */
  webSocket?: WebSocketConstructor;
  signal?: AbortSignal;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** Wants the reply as it came. */
  isRaw?: boolean;
}

/** Opens a WebSocket to a lab. Rejects with `no_such_lab`, `unauthorized`, `server_unreachable` or `connection_lost`. */
export async function openWebSocket(options: LabSocketOptions): Promise<WebSocketLike> {
  const WebSocketClass = options.webSocket ?? platformWebSocket();
  if (WebSocketClass === undefined) throw new Error("This platform has no WebSocket: pass `webSocket`.");
  options.signal?.throwIfAborted();
  const url = `${options.baseUrl.replace(/^http/, "ws").replace(/\/+$/, "")}/api/labs/${options.key.lab}/ws`;
  const socket = new WebSocketClass(url, [SUBPROTOCOL, BEARER_PREFIX + options.key.token]);
  socket.binaryType = "arraybuffer";
  if (await untilOpen(socket, options.signal)) return socket;
  throw await whyRefused(options);
}

/**
 * Calls and controls over one WebSocket to a lab, in MessagePack. Calls reject with a `CallFailure`; those still open when
 * the connection drops, with the code that its end stands for: `connection_lost`, `no_such_lab` …
 */
export abstract class LabSocket {
  readonly #socket: WebSocketLike;
  readonly #pending = new Map<number, Pending>();
  readonly #closeListeners = new Set<(close: ConnectionClose) => void>();
  #nextId = 1;
  #close: ConnectionClose | undefined;

  protected constructor(socket: WebSocketLike) {
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.closed(describeClose(event.code, event.reason)));
  }

  get isOpen(): boolean {
    return this.#close === undefined;
  }

  /** Makes one socket call. Aborting interrupts it in the kernel's stead: it rejects with EINTR. */
  async command<N extends CommandName>(
    name: N,
    pid: number,
    call: { params: CommandParams<N>; source?: SourceLine; signal?: AbortSignal },
  ): Promise<CommandResult<N>> {
    const { params, source, signal } = call;
    const id = this.#nextId++;
    const cancel = () => {
      this.control("cancel", { id }).catch(() => undefined);
    };
    signal?.throwIfAborted();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      const message = { id, command: name, pid, params, ...(source === undefined ? {} : { source }) };
      return this.readCommandResult(name, await this.#send(message));
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /**
   * Makes one socket call for a caller who takes the reply as it came: nothing is checked, and JSON is not parsed. For programs
   * that make one small call after the other, of which checking and encoding again is a tenth.
   */
  rawCall(name: CommandName, pid: number, call: RawCall): RawCallUnderWay {
    const id = this.#nextId++;
    const reply = this.#whenReplied<RawReply>(id, true);
    if (this.#close === undefined) this.#socket.send(encodeRawCall(id, name, pid, call));
    const cancel = () => {
      if (this.#pending.has(id)) this.control("cancel", { id }).catch(() => undefined);
    };
    return { reply, cancel };
  }

  async control<N extends ControlName>(name: N, params: ControlParams<N>): Promise<ControlResult<N>> {
    const id = this.#nextId++;
    return this.readControlResult(name, await this.#send({ id, control: name, params }));
  }

  /** Calls back once when the connection ends, at once if it has. */
  onClose(listener: (close: ConnectionClose) => void): () => void {
    if (this.#close === undefined) this.#closeListeners.add(listener);
    else listener(this.#close);
    return () => this.#closeListeners.delete(listener);
  }

  /** With `isGoodbye`, nobody will come back to the lab, which may end soon. */
  close({ isGoodbye } = { isGoodbye: false }): void {
    const { code } = closeCodes.normal;
    this.#socket.close(code, isGoodbye ? GOODBYE : "");
    this.closed(describeClose(code, ""));
  }

  /** Validates what a command gave. */
  protected abstract readCommandResult<N extends CommandName>(name: N, result: unknown): CommandResult<N>;

  /** Validates what a control gave. */
  protected abstract readControlResult<N extends ControlName>(name: N, result: unknown): ControlResult<N>;

  /** Takes a message that is no reply. */
  protected received(_message: object): void {}

  protected closed(close: ConnectionClose): void {
    if (this.#close !== undefined) return;
    this.#close = close;
    for (const pending of this.#pending.values()) pending.reject(lost(close));
    this.#pending.clear();
    for (const listener of this.#closeListeners) listener(close);
    this.#closeListeners.clear();
  }

  /** Takes a connection for lost that may not have noticed it. */
  protected give(reason: string): void {
    this.closed(describeClose(closeCodes.lost.code, reason));
    this.#socket.close();
  }

  #send(message: RequestMessage): Promise<unknown> {
    const reply = this.#whenReplied(message.id);
    if (this.#close !== undefined) return reply;
    // Events come in the form in which they are asked for.
    const isFollow = "control" in message && message.control === "follow";
    this.#socket.send(isFollow ? encodeJson(message) : encodeBinary(message));
    return reply;
  }

  #whenReplied<T>(id: number, isRaw = false): Promise<T> {
    if (this.#close !== undefined) return Promise.reject(lost(this.#close));
    return new Promise<T>((resolve, reject) => {
      // SAFETY: a raw call takes what came; of any other the result is checked afterwards.
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject, isRaw });
    });
  }

  #receive(data: unknown): void {
    if (typeof data === "string" && this.#takeRaw(repliedId(data), data)) return;
    const message = decode(data);
    if (typeof message !== "object" || message === null) return;
    // Events of sockets have an id too, the socket's.
    if (!("ok" in message)) this.received(message);
    else if (!("id" in message && this.#takeRaw(message.id, message as RawReply)))
      this.#receiveReply(readReply(message));
  }

  /** Gives a reply on as it came, where that was asked for. */
  #takeRaw(id: unknown, reply: RawReply): boolean {
    const pending = this.#pending.get(id as number);
    if (pending?.isRaw !== true) return false;
    this.#pending.delete(id as number);
    pending.resolve(reply);
    return true;
  }

  #receiveReply(reply: ReplyMessage): void {
    if (reply.id === null) return;
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.ok) pending?.resolve(reply.result);
    else pending?.reject(new CallFailure(reply.error));
  }
}

function decode(data: unknown): unknown {
  if (typeof data === "string") return decodeJson(data);
  return data instanceof ArrayBuffer ? decodeBinary(new Uint8Array(data)) : undefined;
}

function lost(close: ConnectionClose): CallFailure {
  const why = close.reason === "" ? `code ${close.code}` : close.reason;
  return codedFailure(close.error, `The connection to the lab has ended (${why}).`);
}

function untilOpen(socket: WebSocketLike, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      socket.close();
      reject(signal?.reason);
    };
    const settle = (isOpen: boolean) => {
      signal?.removeEventListener("abort", abort);
      resolve(isOpen);
    };
    signal?.addEventListener("abort", abort, { once: true });
    socket.addEventListener("open", () => settle(true));
    socket.addEventListener("error", () => settle(false));
    socket.addEventListener("close", () => settle(false));
  });
}
