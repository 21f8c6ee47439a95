import type { Socket } from "node:net";
import { closeCodes, decodeRequest, limits, type MessageEncoding } from "@sockpit/protocol";
import type { RawData } from "ws";
import { LARGE_MESSAGE_BYTES, PARSING_FACTOR } from "../../between/large-messages.js";
import type { Parser } from "../parsing/parser.js";
import type { MemoryHolder, SharedMemory } from "../shared-memory.js";
import { DONE, type Turns } from "../turns.js";
import type { Farewells } from "./farewells.js";
import type { LabWebSocket } from "./lab-web-socket.js";
import { MessageReader } from "./message-reader.js";
import type { ReadingGate } from "./reading-gate.js";

/** Reading stops at so many waiting messages, or bytes of them: what more comes waits in the kernel, and slows its sender. */
const FULL_MESSAGES = 64;
const FULL_BYTES = 256 * 1024;

/** A message of this size has to be finished within so many rounds of the keep-alive; a shorter one holds no more than an idle connection. */
const UNFINISHED_BYTES = 256 * 1024;
const UNFINISHED_ROUNDS = 2;

/** Of a message that is not kept, enough for its id. */
const HEAD_BYTES = 64;

/** A message as it came. */
export interface Incoming {
  /** Only the beginning, where the message is larger than `LARGE_MESSAGE_BYTES`. The memory may be used again after `take`. */
  readonly bytes: Uint8Array;
  readonly lengthBytes: number;
  readonly encoding: MessageEncoding;
  /** `bad_message`. Not for a message larger than `limits.messageBytes`. */
  decode(): unknown;
}

export interface InboxOptions {
  readonly lab: string;
  readonly tcpSocket: Socket;
  readonly turns: Turns;
  readonly gate: ReadingGate;
  readonly memory: SharedMemory;
  readonly parser: Parser;
  readonly farewells: Farewells;
  /** `DONE`, unless what comes of the message goes on in promise jobs. Must not throw. */
  take(message: Incoming): unknown;
  /** Must not throw. */
  pong(data: Uint8Array): void;
}

/** What a client has sent: messages that wait for their turn, as bytes, and the beginning of one that is not finished. */
export class Inbox implements MemoryHolder {
  readonly #socket: LabWebSocket;
  readonly #options: InboxOptions;
  #messages = 0;
  #bytes = 0;
  readonly #reader: MessageReader;
  #unfinishedRounds = 0;
  #isStopped = false;
  #isCutOff = false;
  #weighedBytes = 0;
  /** Of a message that is parsed now; 0 where there is none. */
  #parsingBytes = 0;
  /** What comes behind it, in order. */
  #behind: (() => void)[] = [];

  /** Messages that have had their turn. */
  taken = 0;

  constructor(socket: LabWebSocket, options: InboxOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.afterMessages = (run) => this.after(run);
    this.#reader = new MessageReader({
      maxBytes: limits.frameBytes,
      isPaused: () => options.gate.isShut && !options.tcpSocket.destroyed,
      take: (bytes, isText) => this.#receive(bytes, isText ? "json" : "binary"),
      giveToWs: (bytes) => options.tcpSocket.emit("data", bytes),
    });
    socket.on("message", (data, isBinary) => this.#reader.takeFromWs(toBytes(data), !isBinary));
    // ws has sent the close frame with the reason, 1002, 1007 or 1009 (RFC 6455 §7.4.1), and would read on for nobody.
    socket.on("error", () => process.nextTick(() => this.#linger()));
    // Before ws learns of it: what was read is taken, and only then the connection ends.
    options.tcpSocket.prependListener("close", () => this.#reader.goOn());
    socket.on("ping", (data) => this.#answerPing(new Uint8Array(data)));
  }

  /** Takes what was read, in memory that is changed, and used again afterwards. */
  read(bytes: Buffer): void {
    this.#options.turns.read(this.#options.lab, () => this.#reader.read(bytes));
    this.#weigh();
  }

  /** After a pause: takes what was read before it. */
  readOn(): void {
    this.#options.turns.read(this.#options.lab, () => this.#reader.goOn());
    this.#weigh();
  }

  /** Runs something after the messages that wait. */
  after(run: () => void): void {
    this.#inOrder(() => this.#options.turns.add(this.#options.lab, this, run));
  }

  /** Whether nothing more is taken. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Once a round of the keep-alive. */
  checkUnfinished(): void {
    const isUnfinished = this.#reader.unfinishedBytes >= UNFINISHED_BYTES;
    this.#unfinishedRounds = isUnfinished ? this.#unfinishedRounds + 1 : 0;
    if (this.#unfinishedRounds <= UNFINISHED_ROUNDS) return;
    this.refuse("a message was not finished in time");
  }

  /** Ends the connection for what was sent, and takes nothing more of it. */
  refuse(reason: string): void {
    this.#isCutOff = true;
    this.#socket.end(closeCodes.policy.code, reason);
    this.#linger();
  }

  cutOff(): void {
    this.#isCutOff = true;
    this.#readNoMore();
    this.#socket.end(closeCodes.tryAgainLater.code, "the server has no memory left for unfinished messages");
    // What is unfinished is held until the connection has gone.
    setImmediate(() => this.#socket.terminate());
  }

  stop(): void {
    this.#isStopped = true;
    this.#options.memory.set(this, 0);
  }

  #receive(bytes: Uint8Array, encoding: MessageEncoding): void {
    if (this.#isCutOff) return;
    this.#unfinishedRounds = 0;
    const lengthBytes = bytes.length;
    const head = () => new Uint8Array(bytes.subarray(0, HEAD_BYTES));
    if (lengthBytes > limits.messageBytes)
      this.#takeIn({ bytes: head(), lengthBytes, encoding, decode: () => undefined });
    else if (lengthBytes > LARGE_MESSAGE_BYTES) this.#parse(bytes, { bytes: head(), lengthBytes, encoding });
    else this.#takeSmall(bytes, encoding);
  }

  /** At once, or in memory of its own once it is its turn. */
  #takeSmall(borrowed: Uint8Array, encoding: MessageEncoding): void {
    let bytes = borrowed;
    let isTaken = false;
    const decode = () => decodeRequest(bytes, encoding);
    this.#enqueue(borrowed.length, () => {
      isTaken = true;
      return this.#options.take({ bytes, lengthBytes: bytes.length, encoding, decode });
    });
    if (!isTaken) bytes = new Uint8Array(borrowed);
  }

  #takeIn(message: Incoming): void {
    this.#enqueue(message.bytes.length, () => this.#options.take(message));
  }

  /** Parses a large message, whose memory is its own, in the other thread; it has its turn after that, and what came behind it too. */
  #parse(bytes: Uint8Array, message: Omit<Incoming, "decode">): void {
    const { lengthBytes, encoding } = message;
    this.#count(lengthBytes);
    this.#inOrder(() => {
      this.#parsingBytes = lengthBytes;
      this.#weigh();
      const { lab, parser } = this.#options;
      const takeTurn = (decode: () => unknown) => {
        this.#parsingBytes = 0;
        this.#addTurn(lengthBytes, () => this.#options.take({ ...message, decode }));
        this.#goOn();
      };
      parser.parse(lab, { bytes, encoding }).then(
        (value) => takeTurn(() => value),
        (error: unknown) =>
          takeTurn(() => {
            throw error;
          }),
      );
    });
  }

  /** At once, or behind the message that is parsed now. */
  #inOrder(run: () => void): void {
    if (this.#parsingBytes === 0) run();
    else this.#behind.push(run);
  }

  #goOn(): void {
    const behind = this.#behind;
    this.#behind = [];
    for (const run of behind) this.#inOrder(run);
  }

  #answerPing(data: Uint8Array): void {
    if (this.#isCutOff) return;
    this.#enqueue(data.length, () => {
      this.#options.pong(data);
      return DONE;
    });
  }

  #enqueue(held: number, work: () => unknown): void {
    if (this.#count(held)) this.#inOrder(() => this.#addTurn(held, work));
  }

  /** False where too many messages wait. */
  #count(held: number): boolean {
    this.#messages += 1;
    this.#bytes += held;
    if (this.#messages > limits.waitingMessages) {
      this.refuse("too many messages wait");
      return false;
    }
    if (this.#messages > FULL_MESSAGES || this.#bytes > FULL_BYTES) this.#options.gate.shut("inbox");
    return true;
  }

  #addTurn(held: number, work: () => unknown): void {
    const run = () => {
      this.#leave(held);
      return this.#isCutOff ? DONE : work();
    };
    this.#options.turns.add(this.#options.lab, this, run, { bytes: held });
  }

  #leave(bytes: number): void {
    this.taken += 1;
    this.#messages -= 1;
    this.#bytes -= bytes;
    this.#weigh();
    if (this.#isCutOff) return;
    if (this.#messages <= FULL_MESSAGES / 2 && this.#bytes <= FULL_BYTES / 2)
      this.#options.gate.open("inbox");
  }

  #weigh(): void {
    const bytes = this.#bytes + (PARSING_FACTOR - 1) * this.#parsingBytes + this.#reader.heldBytes;
    if (this.#isStopped || bytes === this.#weighedBytes) return;
    this.#weighedBytes = bytes;
    this.#options.memory.set(this, bytes);
  }

  #readNoMore(): void {
    this.stop();
    this.#options.gate.shut("end");
    this.#options.tcpSocket.pause();
  }

  /** Leaves the client a moment to read why. */
  #linger(): void {
    this.#readNoMore();
    this.#options.farewells.add(this.#socket);
  }
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
