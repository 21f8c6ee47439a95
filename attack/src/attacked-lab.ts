import { once } from "node:events";
import type { LabKey } from "@sockpit/client";
import type { CallError, CommandName, CommandParams, CommandResult } from "@sockpit/protocol";
import { BEARER_PREFIX, decodeBinary, ReplyMessage, SUBPROTOCOL } from "@sockpit/protocol";
import { WebSocket } from "ws";

/** The attacker's own address of the loopback: what one visitor may have, it uses up for itself and not for those at 127.0.0.1. */
export const ATTACKER_ADDRESS = "127.0.0.2";

/** Whose the labs are. */
export interface LabOwner {
  readonly port: number;
  readonly isOver: boolean;
  pause(ms: number): Promise<void>;
  /** What was answered. */
  count(answer: string): void;
  countError(error: CallError): void;
  /** Something to destroy when the owner leaves. */
  keep(resource: { destroy(): void }): void;
}

/** A lab that the attacker has made. */
export class AttackedLab {
  readonly key: LabKey;
  readonly #owner: LabOwner;

  constructor(owner: LabOwner, key: LabKey) {
    this.#owner = owner;
    this.key = key;
  }

  /** A WebSocket in the lab. */
  async connection(): Promise<AttackingConnection> {
    const url = `ws://127.0.0.1:${this.#owner.port}/api/labs/${this.key.lab}/ws`;
    const socket = new WebSocket(url, [SUBPROTOCOL, BEARER_PREFIX + this.key.token], {
      perMessageDeflate: false,
      localAddress: ATTACKER_ADDRESS,
    });
    this.#owner.keep({ destroy: () => socket.terminate() });
    await once(socket, "open");
    return new AttackingConnection(this.#owner, socket);
  }

  /** A connection with a process, on a host in a lab with a wire, and its pid. */
  async process(host?: string): Promise<AttackingProcess> {
    const connection = await this.connection();
    const params = { name: "attacker", ...(host !== undefined && { host }) };
    const reply = await connection.ask({ control: "startProcess", params });
    if (!reply.ok) throw new Error(reply.error.message);
    return new AttackingProcess(connection, (reply.result as { pid: number }).pid);
  }
}

/** One WebSocket, on which the attacker asks, or sends without waiting for answers. */
export class AttackingConnection {
  readonly socket: WebSocket;
  readonly #owner: LabOwner;
  readonly #waiting = new Map<number, (reply: ReplyMessage) => void>();
  readonly #closed: Promise<never>;
  #lastId = 0;

  constructor(owner: LabOwner, socket: WebSocket) {
    this.#owner = owner;
    this.socket = socket;
    this.#closed = new Promise((_, reject) => {
      socket.once("close", (code) => {
        owner.count(`closed ${code}`);
        reject(new Error(`closed with ${code}`));
      });
    });
    this.#closed.catch(() => undefined);
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Sends a message and waits for its reply; fails where the connection ends before. */
  ask(message: object): Promise<ReplyMessage> {
    return Promise.race([this.answerTo(message), this.#closed]);
  }

  /** The reply to a message, whenever it comes. */
  answerTo(message: object): Promise<ReplyMessage> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.fire(JSON.stringify({ id, ...message }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Sends a message whose reply nobody waits for. */
  tell(message: object): void {
    this.#lastId += 1;
    this.fire(JSON.stringify({ id: this.#lastId, ...message }));
  }

  /** Sends bytes as they are, in a text or a binary frame. */
  fire(frame: string | Uint8Array): void {
    if (this.isOpen) this.socket.send(frame);
  }

  /** Waits until what was sent has left this process, so that its own memory is not what is measured. */
  async drained(maxBytes = 256 * 1024): Promise<void> {
    while (this.isOpen && this.socket.bufferedAmount > maxBytes && !this.#owner.isOver) {
      await this.#owner.pause(1);
    }
  }

  #receive(data: Buffer, isBinary: boolean): void {
    // Events begin otherwise than replies; most of a flood is events.
    if (data[2] !== 0x69 && !isBinary) return;
    const message = isBinary ? decodeBinary(Uint8Array.from(data)) : JSON.parse(data.toString());
    const parsed = ReplyMessage.safeParse(message);
    if (!parsed.success) return;
    const reply = parsed.data;
    if (reply.ok) this.#owner.count("ok");
    else this.#owner.countError(reply.error);
    const waiting = this.#waiting.get(reply.id ?? -1);
    if (reply.id !== null) this.#waiting.delete(reply.id);
    waiting?.(reply);
  }
}

/** A process of the attacker's in its lab. */
export class AttackingProcess {
  readonly connection: AttackingConnection;
  readonly pid: number;

  constructor(connection: AttackingConnection, pid: number) {
    this.connection = connection;
    this.pid = pid;
  }

  /** Makes a call; undefined where it fails. */
  async call<N extends CommandName>(
    command: N,
    params: CommandParams<N>,
  ): Promise<CommandResult<N> | undefined> {
    const reply = await this.connection.ask({ command, pid: this.pid, params });
    return reply.ok ? (reply.result as CommandResult<N>) : undefined;
  }

  /** Makes a call that must succeed. */
  async mustCall<N extends CommandName>(command: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    const result = await this.call(command, params);
    if (result === undefined) throw new Error(`${command} failed`);
    return result;
  }

  /** Makes a call whose end nobody waits for. */
  tell<N extends CommandName>(command: N, params: CommandParams<N>): void {
    this.connection.tell({ command, pid: this.pid, params });
  }

  print(text: string): void {
    this.connection.tell({ control: "write", params: { pid: this.pid, stream: "stdout", text } });
  }

  async socketPair(type: "SOCK_STREAM" | "SOCK_DGRAM" = "SOCK_STREAM"): Promise<readonly [number, number]> {
    return (await this.mustCall("socketpair", { type })).fds;
  }
}
