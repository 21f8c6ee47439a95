import { authority, serverCertificate } from "@sockpit/testing";
import type { BenchLab, Pair } from "./bench-lab.js";

/** SSL_VERIFY_PEER. */
const VERIFY_PEER = 1;
const RECEIVE_BYTES = 64 * 1024;

type Operation = "handshake" | "read" | "write";

interface Step {
  outcome: string;
  send?: Uint8Array;
  data?: Uint8Array;
}

interface End {
  fd: number;
  session: number;
}

/** TLS between two sockets of a lab, as Python's `ssl` does it: each step a control, each byte through the socket calls. */
export class LabTls {
  readonly #lab: BenchLab;
  readonly #pair: Pair;
  readonly #contexts: { server: number; client: number };

  private constructor(lab: BenchLab, pair: Pair, contexts: { server: number; client: number }) {
    this.#lab = lab;
    this.#pair = pair;
    this.#contexts = contexts;
  }

  static async open(lab: BenchLab): Promise<LabTls> {
    const context = async (role: "server" | "client", settings: object) => {
      const made = await lab.control<{ context: number }>("makeTlsContext", { role });
      await lab.control("configureTlsContext", { context: made.context, settings });
      return made.context;
    };
    const server = await context("server", {
      certificateChain: { text: serverCertificate.certificate },
      privateKey: { text: serverCertificate.key },
    });
    const trusted = { data: { text: authority }, form: "file" };
    const client = await context("client", { verifyMode: VERIFY_PEER, trusted });
    return new LabTls(lab, await lab.pair(), { server, client });
  }

  /** A whole handshake of TLS 1.3, with the tickets after it. */
  async handshake(): Promise<{ client: End; server: End }> {
    const client = await this.#end("client", this.#pair.client);
    const server = await this.#end("server", this.#pair.accepted);
    let [from, to] = [client, server];
    let { send } = await this.#step(client, "handshake");
    while (send !== undefined) {
      const received = await this.#carry(from, to, send);
      const isOver = from === server && (await this.#isOver(to, received));
      if (isOver) break;
      const step = await this.#step(to, "handshake", { received });
      send = step.send;
      [from, to] = [to, from];
    }
    return { client, server };
  }

  async free(...ends: readonly End[]): Promise<void> {
    await this.#lab.control("freeTls", { contexts: [], sessions: ends.map(({ session }) => session) });
  }

  /** Encrypts a piece, sends it, and decrypts it at the other end. */
  async pass({ client, server }: { client: End; server: End }, data: Uint8Array): Promise<void> {
    const { send = new Uint8Array() } = await this.#step(client, "write", { data });
    let received: Uint8Array | undefined = await this.#carry(client, server, send);
    for (let left = data.length; left > 0; received = undefined) {
      const step: Step = await this.#step(server, "read", received === undefined ? {} : { received });
      left -= step.data?.length ?? 0;
    }
  }

  /** The client's end of a TLS 1.3 handshake is done before the server's: what comes then are tickets. */
  #finished = new WeakSet<End>();

  async #isOver(client: End, received: Uint8Array): Promise<boolean> {
    if (!this.#finished.has(client)) return false;
    await this.#step(client, "read", { received });
    return true;
  }

  async #end(role: "client" | "server", fd: number): Promise<End> {
    const isServer = role === "server";
    const settings = isServer ? { isServer } : { isServer, serverName: "localhost", checksName: true };
    const made = await this.#lab.control<{ session: number }>("makeTlsSession", {
      context: this.#contexts[role],
      settings,
    });
    return { fd, session: made.session };
  }

  async #step(end: End, operation: Operation, params: object = {}): Promise<Step> {
    const step = await this.#lab.control<Step>("stepTlsSession", {
      session: end.session,
      operation,
      ...params,
    });
    if (step.outcome === "failed") throw new Error(`the benchmark's ${operation} has failed`);
    if (operation === "handshake" && step.outcome === "done") this.#finished.add(end);
    return step;
  }

  async #carry(from: End, to: End, bytes: Uint8Array): Promise<Uint8Array> {
    await this.#lab.call("sendall", { fd: from.fd, data: Uint8Array.from(bytes) });
    const pieces: Uint8Array[] = [];
    for (let left = bytes.length; left > 0; ) {
      const { data } = await this.#lab.call<{ data: Uint8Array }>("recv", {
        fd: to.fd,
        bufsize: RECEIVE_BYTES,
      });
      pieces.push(Uint8Array.from(data));
      left -= data.length;
    }
    return Uint8Array.from(Buffer.concat(pieces));
  }
}
