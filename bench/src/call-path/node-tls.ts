import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type TLSSocket } from "node:tls";
import { authority, serverCertificate } from "@sockpit/testing";

/** node:tls over loopback, both ends in this process. */
export class NodeTls {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<NodeTls> {
    const server = createServer({ cert: serverCertificate.certificate, key: serverCertificate.key });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new NodeTls(server);
  }

  /** A connection with its handshake. */
  async handshake(): Promise<{ client: TLSSocket; server: TLSSocket }> {
    const { port } = this.#server.address() as AddressInfo;
    const accepted = once(this.#server, "secureConnection") as Promise<[TLSSocket]>;
    const client = connect({ port, host: "127.0.0.1", ca: authority, servername: "localhost" });
    const [[server]] = await Promise.all([accepted, once(client, "secureConnect")]);
    return { client, server };
  }

  close(): void {
    this.#server.close();
  }
}

/** Sends a piece, and takes it at the other end. */
export function passer({ client, server }: { client: TLSSocket; server: TLSSocket }, data: Uint8Array) {
  let left = 0;
  let onWhole = () => {};
  server.on("data", (bytes: Buffer) => {
    left -= bytes.length;
    if (left === 0) onWhole();
  });
  return () => {
    left = data.length;
    client.write(data);
    return new Promise<void>((resolve) => {
      onWhole = resolve;
    });
  };
}
