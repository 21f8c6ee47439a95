import type { Connection } from "@sockpit/client";
import type {
  CommandName,
  CommandParams,
  CommandResult,
  ControlParams,
  ControlResult,
  TlsContextSettings,
} from "@sockpit/protocol";
import type { z } from "zod";

type Settings = z.input<typeof TlsContextSettings>;
type Step = ControlResult<"stepTlsSession">;

/** Any size that a test receives. */
const RECEIVE_BYTES = 65_536;

/** A program of a lab that speaks TLS as Python in the page does: each byte goes through its own socket. */
export class TlsProgram {
  readonly #connection: Connection;
  readonly #pid: number;

  private constructor(connection: Connection, pid: number) {
    this.#connection = connection;
    this.#pid = pid;
  }

  static async start(connection: Connection, name = "tls"): Promise<TlsProgram> {
    const { pid } = await connection.control("startProcess", { name });
    return new TlsProgram(connection, pid);
  }

  get pid(): number {
    return this.#pid;
  }

  async context(role: "client" | "server", settings: Settings): Promise<number> {
    const { context } = await this.#connection.control("makeTlsContext", { pid: this.#pid, role });
    const { failure } = await this.#connection.control("configureTlsContext", {
      pid: this.#pid,
      context,
      settings,
    });
    if (failure !== undefined) throw new Error(failure.text);
    return context;
  }

  async session(context: number, settings: ControlParams<"makeTlsSession">["settings"]): Promise<number> {
    const made = await this.#connection.control("makeTlsSession", { pid: this.#pid, context, settings });
    if (made.session === undefined) throw new Error(made.failure?.text);
    return made.session;
  }

  /** A listening socket, and the port that the kernel chose. */
  async listen(): Promise<{ fd: number; port: number }> {
    const { fd } = await this.#command("socket", {});
    await this.#command("bind", { fd, address: { host: "127.0.0.1", port: 0 } });
    await this.#command("listen", { fd, backlog: 8 });
    const { address } = await this.#command("getsockname", { fd });
    return { fd, port: (address as { port: number }).port };
  }

  async accept(fd: number): Promise<number> {
    return (await this.#command("accept", { fd })).fd;
  }

  async connect(port: number): Promise<number> {
    const { fd } = await this.#command("socket", {});
    await this.#command("connect", { fd, address: { host: "127.0.0.1", port } });
    return fd;
  }

  async close(fd: number): Promise<void> {
    await this.#command("close", { fd });
  }

  /** Goes on until the operation is done, closed, cut off or has failed. */
  async run(
    { fd, session }: { fd: number; session: number },
    operation: "handshake" | "read" | "write" | "shutdown",
    data?: Uint8Array<ArrayBuffer>,
  ): Promise<Step> {
    let received: Uint8Array<ArrayBuffer> | undefined;
    let isInputOver = false;
    for (;;) {
      const step = await this.#connection.control("stepTlsSession", {
        pid: this.#pid,
        session,
        operation,
        isInputOver,
        ...(received === undefined ? {} : { received }),
        ...(data === undefined ? {} : { data }),
      });
      if (step.send !== undefined) await this.#command("sendall", { fd, data: Uint8Array.from(step.send) });
      if (step.outcome !== "wantsInput") return step;
      const { data: bytes } = await this.#command("recv", { fd, bufsize: RECEIVE_BYTES });
      received = Uint8Array.from(bytes);
      isInputOver = bytes.length === 0;
    }
  }

  describe(session: number): Promise<ControlResult<"describeTlsSession">> {
    return this.#connection.control("describeTlsSession", { pid: this.#pid, session });
  }

  #command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    return this.#connection.command(name, this.#pid, { params });
  }
}
