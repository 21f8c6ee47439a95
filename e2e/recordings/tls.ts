import type { ControlParams } from "@sockpit/protocol";
import { authority, serverCertificate } from "@sockpit/testing";
import { connect, listen } from "./connected.js";
import type { RecordedLab, RecordedProgram } from "./recorded-lab.js";

type Settings = ControlParams<"configureTlsContext">["settings"];

/** SSL_VERIFY_PEER, and the number of TLS 1.2 on the wire. */
const VERIFY_PEER = 1;
const TLS_1_2 = 0x0303;

const RECEIVE_BYTES = 65_536;

const offers = { alpn: ["h2", "http/1.1"], verifyMode: VERIFY_PEER };
const trusting = { trusted: { data: { text: authority }, form: "file" as const } };

/** One end of a connection that speaks TLS, as Python's ssl does it: its bytes go through the program's own socket. */
class TlsEnd {
  readonly #program: RecordedProgram;
  readonly #fd: number;
  readonly #session: number;

  private constructor(program: RecordedProgram, fd: number, session: number) {
    this.#program = program;
    this.#fd = fd;
    this.#session = session;
  }

  static async open(program: RecordedProgram, fd: number, settings: Settings | "server"): Promise<TlsEnd> {
    const isServer = settings === "server";
    const { context } = await program.control("makeTlsContext", { role: isServer ? "server" : "client" });
    const ofServer = {
      certificateChain: { text: serverCertificate.certificate },
      privateKey: { text: serverCertificate.key },
      alpn: ["http/1.1"],
    };
    await program.control("configureTlsContext", { context, settings: isServer ? ofServer : settings });
    const made = await program.control("makeTlsSession", {
      context,
      settings: isServer ? { isServer } : { isServer, serverName: "localhost", checksName: true },
    });
    if (made.session === undefined) throw new Error(made.failure?.text);
    return new TlsEnd(program, fd, made.session);
  }

  /** Goes on until the operation is done, or has failed. */
  async run(
    operation: ControlParams<"stepTlsSession">["operation"],
    line: number,
    text?: string,
  ): Promise<void> {
    const fd = this.#fd;
    let received: Uint8Array<ArrayBuffer> | undefined;
    for (;;) {
      const step = await this.#program.control("stepTlsSession", {
        session: this.#session,
        operation,
        isInputOver: received?.length === 0,
        ...(received === undefined ? {} : { received }),
        ...(text === undefined ? {} : { data: { text } }),
      });
      if (step.send !== undefined)
        await this.#program.call("sendall", { fd, data: Uint8Array.from(step.send) }, line);
      if (step.outcome !== "wantsInput") return;
      const { data } = await this.#program.call("recv", { fd, bufsize: RECEIVE_BYTES }, line);
      received = Uint8Array.from(data);
    }
  }
}

/** TLS 1.3, TLS 1.2, and a client that does not trust the server's certificate. */
export async function tls(lab: RecordedLab): Promise<void> {
  const { server, listener } = await listen(lab);
  await visit(lab, { server, listener, name: "client.py", settings: { ...offers, ...trusting } });
  await visit(lab, {
    server,
    listener,
    name: "older.py",
    settings: { ...offers, ...trusting, maxVersion: TLS_1_2 },
  });
  const stranger = await connect(lab, "stranger.py");
  const { fd } = await server.call("accept", { fd: listener }, 5);
  const ends = [
    await TlsEnd.open(server, fd, "server"),
    await TlsEnd.open(stranger.client, stranger.fd, { verifyMode: VERIFY_PEER, maxVersion: TLS_1_2 }),
  ];
  await Promise.all(ends.map((end) => end.run("handshake", 6)));
  await stranger.client.print("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] …\n", "stderr");
  await stranger.client.call("close", { fd: stranger.fd }, 9);
  await server.call("close", { fd }, 10);
  await stranger.client.exit(1);
  await server.exit();
}

interface Visit {
  server: RecordedProgram;
  listener: number;
  name: string;
  settings: Settings;
}

async function visit(lab: RecordedLab, { server, listener, name, settings }: Visit): Promise<void> {
  const { client, fd: own } = await connect(lab, name);
  const { fd } = await server.call("accept", { fd: listener }, 5);
  const serving = await TlsEnd.open(server, fd, "server");
  const asking = await TlsEnd.open(client, own, settings);
  await Promise.all([serving.run("handshake", 6), asking.run("handshake", 5)]);
  await asking.run("write", 6, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await serving.run("read", 7);
  await serving.run("write", 8, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
  await asking.run("read", 7);
  await Promise.all([asking.run("shutdown", 8), serving.run("shutdown", 9)]);
  await client.call("close", { fd: own }, 9);
  await server.call("close", { fd }, 10);
  await client.exit();
}
