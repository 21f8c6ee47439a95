import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { ErrorBody } from "@sockpit/protocol";
import type { Server } from "./support.js";

export interface RawAnswer {
  status: number;
  headers: Headers;
  /** The code of its error, or "". */
  code: string;
  field: string | undefined;
}

/** A TCP connection to a server on which the test writes every byte. */
export class RawHttp {
  readonly socket: Socket;
  readonly #port: number;
  #received = "";

  private constructor(socket: Socket, port: number) {
    this.socket = socket;
    this.#port = port;
    socket.setEncoding("latin1").on("data", (text: string) => {
      this.#received += text;
    });
    socket.on("error", () => undefined);
  }

  static async open(server: Server, options: { allowHalfOpen?: boolean } = {}): Promise<RawHttp> {
    const socket = connect({ port: server.port, host: "127.0.0.1", ...options });
    await once(socket, "connect");
    return new RawHttp(socket, server.port);
  }

  /** Sends a request's line and headers, and what there is of its body. */
  send(line: string, headers: Record<string, string> = {}, body = ""): void {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${this.#port}\r\n${lines.join("")}\r\n${body}`);
  }

  /** The first answer that is no `100 Continue`, once its headers and, with a Content-Length, its body are here. */
  async answer(): Promise<RawAnswer> {
    for (;;) {
      const parsed = parseAnswer(this.#received);
      if (parsed !== undefined) return parsed;
      if (this.socket.destroyed) throw new Error(`closed after ${JSON.stringify(this.#received)}`);
      await Promise.race([once(this.socket, "data"), once(this.socket, "close")]);
    }
  }

  /** Everything that has come so far. */
  get received(): string {
    return this.#received;
  }

  /** Resolves once the server has closed the connection. */
  async closed(): Promise<void> {
    if (!this.socket.destroyed && !this.socket.readableEnded) {
      await Promise.race([once(this.socket, "end"), once(this.socket, "close")]);
    }
  }
}

function parseAnswer(received: string): RawAnswer | undefined {
  const text = received.replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, "");
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
  const body = text.slice(end + 4);
  if (body.length < Number(headers.get("content-length") ?? 0)) return undefined;
  const isJson = body !== "" && (headers.get("content-type") ?? "").includes("json");
  const error = isJson ? ErrorBody.safeParse(JSON.parse(body)).data?.error : undefined;
  return {
    status: Number(first.split(" ")[1]),
    headers,
    code: error !== undefined && "code" in error ? error.code : "",
    field: error !== undefined && "field" in error ? error.field : undefined,
  };
}
