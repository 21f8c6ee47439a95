import type { MessageEncoding } from "@sockpit/protocol";
import type { RawData, WebSocket } from "ws";
import type { Turns } from "./turns.js";

/** Reading stops at so many waiting messages, or bytes of them: what more comes waits in the kernel, and slows its sender. */
const FULL_MESSAGES = 64;
const FULL_BYTES = 256 * 1024;

/** A connection's messages, kept as bytes until it is their turn. */
export class Inbox {
  readonly #socket: WebSocket;
  readonly #turns: Turns;
  readonly #lab: string;
  #messages = 0;
  #bytes = 0;

  /** `take` must not throw. */
  constructor(
    socket: WebSocket,
    {
      turns,
      lab,
      take,
    }: { turns: Turns; lab: string; take(bytes: Uint8Array, encoding: MessageEncoding): void },
  ) {
    this.#socket = socket;
    this.#turns = turns;
    this.#lab = lab;
    socket.on("message", (data, isBinary) => {
      const bytes = toBytes(data);
      this.#enter(bytes.length);
      const run = () => {
        this.#leave(bytes.length);
        take(bytes, isBinary ? "binary" : "json");
      };
      turns.add(lab, this, run, { bytes: bytes.length });
    });
  }

  /** Runs something after the messages that wait. */
  after(run: () => void): void {
    this.#turns.add(this.#lab, this, run);
  }

  #enter(bytes: number): void {
    this.#messages += 1;
    this.#bytes += bytes;
    if (this.#messages > FULL_MESSAGES || this.#bytes > FULL_BYTES) this.#socket.pause();
  }

  #leave(bytes: number): void {
    this.#messages -= 1;
    this.#bytes -= bytes;
    const isRoomy = this.#messages <= FULL_MESSAGES / 2 && this.#bytes <= FULL_BYTES / 2;
    if (isRoomy && this.#socket.isPaused) this.#socket.resume();
  }
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
