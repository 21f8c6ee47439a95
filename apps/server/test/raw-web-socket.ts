import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { LabKey } from "@sockpit/client";
import { webSocketHandshake } from "@sockpit/testing";
import type { Server } from "./support.js";

const BINARY = 0x82;
const TEXT = 0x81;
const MASKED = 0x80;
const CLOSE_OPCODE = 0x8;

/** A WebSocket of which the test writes every byte, and which answers nothing by itself: neither pings nor close frames. */
export class RawWebSocket {
  readonly tcp: Socket;
  /** Resolves once the TCP connection has ended, with the code of the close frame before that, if there was one. */
  readonly ended: Promise<number | null>;
  #received = Buffer.alloc(0);

  private constructor(tcp: Socket) {
    this.tcp = tcp;
    tcp.on("error", () => undefined);
    tcp.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    this.ended = new Promise((resolve) => tcp.once("close", () => resolve(closeCodeIn(this.#received))));
  }

  /** Resolves with the connection once the server has answered the handshake. */
  static async open(server: Server, key: LabKey): Promise<RawWebSocket> {
    const tcp = connect(server.port, "127.0.0.1");
    tcp.write(webSocketHandshake(server.port, key));
    const [answer] = (await once(tcp, "data")) as [Buffer];
    if (!answer.toString("latin1").startsWith("HTTP/1.1 101")) throw new Error(answer.toString("latin1"));
    return new RawWebSocket(tcp);
  }

  /** Writes the handshake and right behind it a text message, and resolves with all that came once it contains a text. */
  static async openWith(
    server: Server,
    key: LabKey,
    { text, until }: { text: string; until: string },
  ): Promise<string> {
    const tcp = connect(server.port, "127.0.0.1");
    tcp.write(webSocketHandshake(server.port, key));
    const socket = new RawWebSocket(tcp);
    // The front door has passed the connection on, or not yet.
    await new Promise((resolve) => setImmediate(resolve));
    socket.sendText(text);
    while (!socket.#received.includes(until)) await once(tcp, "data");
    tcp.destroy();
    return socket.#received.toString("latin1");
  }

  /** A text message, whole, with a mask of zeros: RFC 6455 §5.2. */
  sendText(text: string): void {
    const payload = Buffer.from(text);
    this.tcp.write(Buffer.concat([header(TEXT, payload.length), payload]));
  }

  /** The header of a binary message and so many bytes of it, which may be fewer than it announces. */
  beginMessage(lengthBytes: number, sentBytes: number): void {
    this.tcp.write(Buffer.concat([header(BINARY, lengthBytes), Buffer.alloc(sentBytes)]));
  }
}

function header(firstByte: number, lengthBytes: number): Buffer {
  const wide = Buffer.alloc(14);
  wide.writeUInt8(firstByte, 0);
  wide.writeUInt8(MASKED | 127, 1);
  wide.writeBigUInt64BE(BigInt(lengthBytes), 2);
  return wide;
}

/** Walks the frames, which a server does not mask. */
function closeCodeIn(bytes: Buffer): number | null {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    if (opcode === CLOSE_OPCODE) return bytes.readUInt16BE(at + 2);
    if (short === 127) at += 10 + Number(bytes.readBigUInt64BE(at + 2));
    else if (short === 126) at += 4 + bytes.readUInt16BE(at + 2);
    else at += 2 + short;
  }
  return null;
}
