import {
  type CommandName,
  type CommandResult,
  type ControlName,
  type ControlParams,
  type ControlResult,
  commands,
  controls,
  EventsMessage,
  type LabEvent,
  limits,
} from "@sockpit/protocol";
import type { ConnectionClose } from "./connection-close.js";
import { EventReader } from "./event-reader.js";
import { LabSocket, type LabSocketOptions, openWebSocket } from "./lab-socket.js";
import { readAnswer } from "./read-answer.js";
import { SilenceWatch } from "./silence-watch.js";
import type { WebSocketLike } from "./web-socket.js";

export interface ConnectionOptions extends LabSocketOptions {
  /**
   * A connection that follows with `batch` is taken for lost when nothing has come for so long. The server sends
   * something every 20 s; pings a browser does not show.
   */
  silentAfterMs?: number;
}

/** The server's rounds, and half a round for the network. */
const SILENT_AFTER_MS = (limits.silentRounds + 0.5) * limits.pingSeconds * 1000;

/**
 * One WebSocket to a lab, with the lab's events: they come in JSON, which the server has at hand and a browser parses
 * fastest. Answers are validated as the protocol describes them.
 */
export class Connection extends LabSocket {
  readonly #eventListeners = new Set<(event: LabEvent) => void>();
  readonly #silence: SilenceWatch;

  readonly #reader = new EventReader();

  private constructor(socket: WebSocketLike, silentAfterMs: number) {
    super(socket);
    this.#silence = new SilenceWatch(silentAfterMs, () => this.give("the server gave no sign of life"));
    socket.addEventListener("message", () => this.#silence.sign());
  }

  /** Opens a connection. Rejects with `no_such_lab`, `unauthorized`, `server_unreachable` or `connection_lost`. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    return new Connection(await openWebSocket(options), options.silentAfterMs ?? SILENT_AFTER_MS);
  }

  override async control<N extends ControlName>(
    name: N,
    params: ControlParams<N>,
  ): Promise<ControlResult<N>> {
    const result = await super.control(name, params);
    if (name === "follow" && (params as ControlParams<"follow">).batch === true) this.#silence.start();
    return result;
  }

  /** Events that this version could not read, and left out. The console says which, once for each kind. */
  get droppedEvents(): number {
    return this.#reader.unreadable;
  }

  /** Calls back with the lab's events once `follow` has been sent. Returns a function that ends this. */
  onEvent(listener: (event: LabEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  protected override readCommandResult<N extends CommandName>(name: N, result: unknown): CommandResult<N> {
    return readAnswer(commands[name].result, result) as CommandResult<N>;
  }

  protected override readControlResult<N extends ControlName>(name: N, result: unknown): ControlResult<N> {
    return readAnswer(controls[name].result, result) as ControlResult<N>;
  }

  protected override received(message: object): void {
    if ("event" in message) this.#receiveEvent(message);
    else if ("events" in message) readAnswer(EventsMessage, message).events.forEach(this.#receiveEvent, this);
  }

  protected override closed(close: ConnectionClose): void {
    this.#silence.stop();
    super.closed(close);
  }

  #receiveEvent(message: unknown): void {
    const event = this.#reader.read(message);
    if (event !== undefined) for (const listener of this.#eventListeners) listener(event);
  }
}
